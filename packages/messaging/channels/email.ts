import nodemailer from 'nodemailer';
import { CannotDeliver, type Channel } from './registries.ts';

const TIMEOUT_MS = 10_000;
/** Answers of a mail server that another try would not change. */
const PERMANENT = 500;

/**
 * Plain-text e-mail by SMTP (`SMTP_URL`). The first sentence is the subject. The delivery's id is
 * the message id, so that a message sent twice after a crash is one to the reader's mail program.
 */
export const email: Channel = {
  send: async (app, { deliveryId, to, text }) => {
    const { smtpUrl, smtpFrom = 'no-reply@localhost' } = app.config;
    if (!smtpUrl) throw new CannotDeliver('noMailServer');
    const timeouts = {
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    };
    const transport = nodemailer.createTransport({ url: smtpUrl, ...timeouts });
    const [subject = '', ...lines] = text.split('\n');
    const host = new URL(app.config.publicUrl).hostname;
    const messageId = `<${deliveryId}@${host}>`;
    try {
      await transport.sendMail({
        from: smtpFrom,
        to,
        subject,
        text: lines.join('\n').trim() || subject,
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { providerRef: messageId };
    } catch (error) {
      const code = (error as { responseCode?: number }).responseCode;
      if (code && code >= PERMANENT) throw new CannotDeliver(`mail${code}`);
      throw error;
    } finally {
      transport.close();
    }
  },
};
