import nodemailer from 'nodemailer';
import { CannotDeliver, type Channel } from './registries.ts';

const TIMEOUT_MS = 10_000;
/** Answers of a mail server that another try would not change. */
const PERMANENT = 500;

/**
 * Plain-text e-mail by SMTP (`SMTP_URL`), Chinese first and English after it. The first line of each
 * is the subject, the rest the body, under which stands the way to the order. The delivery's id is
 * the message id, so that a message sent twice after a crash is one to the reader's mail program.
 */
export const email: Channel = {
  send: async (app, { deliveryId, to, text, textEn, facts }) => {
    const { smtpUrl, smtpFrom = 'no-reply@localhost' } = app.config;
    if (!smtpUrl) throw new CannotDeliver('noMailServer');
    const timeouts = {
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    };
    const transport = nodemailer.createTransport({ url: smtpUrl, ...timeouts });
    const { subject, body } = written([text, textEn], facts?.link);
    const host = new URL(app.config.publicUrl).hostname;
    const messageId = `<${deliveryId}@${host}>`;
    try {
      await transport.sendMail({
        from: smtpFrom,
        to,
        subject,
        text: body,
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

/** One message of its languages: what each says first as the subject, what follows as the body. */
function written(texts: readonly (string | undefined)[], link: unknown) {
  const parts = texts
    .filter((text) => text !== undefined)
    .map((text) => {
      const [first = '', ...lines] = text.split('\n');
      return { first, rest: lines.join('\n').trim() || first };
    });
  const paragraphs = [...parts.map(({ rest }) => rest), ...(link ? [String(link)] : [])];
  return {
    subject: parts.map(({ first }) => first).join(' / '),
    body: paragraphs.join('\n\n'),
  };
}
