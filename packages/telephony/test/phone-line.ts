import { createHmac, randomUUID } from 'node:crypto';
import type { TestAnswer, TestApp } from '@1999/platform/testing';

export interface Webhook {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly token: string;
}

let sids = 0;
/** A carrier's name for a call that no other call of this run has. */
export const newSid = (kind = 'CA') => `${kind}${String(++sids).padStart(32, '0')}`;

/** Makes a web hook once, so that it can be sent again as the same one. */
export function webhook(path: string, form: Record<string, string>): Webhook {
  return { path: `/telephony/twilio/${path}`, form, token: randomUUID() };
}

/** The signature as the carrier's description has it, written without the library that checks it. */
export function sign(city: TestApp, path: string, form: Readonly<Record<string, string>>): string {
  const { publicUrl, twilio } = city.app.config;
  const parts = Object.keys(form)
    .sort()
    .map((name) => name + form[name]);
  return createHmac('sha1', twilio.authToken)
    .update(publicUrl + path + parts.join(''))
    .digest('base64');
}

/** Sends a web hook as the carrier does. */
export function send(
  city: TestApp,
  { path, form, token }: Webhook,
  signature = sign(city, path, form),
): Promise<TestAnswer> {
  return city.server
    .inject({
      method: 'POST',
      url: path,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
        'i-twilio-idempotency-token': token,
      },
      payload: new URLSearchParams(form).toString(),
    })
    .then((answer) => ({
      status: answer.statusCode,
      body: answer.body,
      headers: answer.headers,
    }));
}

/** A citizen's telephone in a call: follows the TwiML it hears. */
export class PhoneLine {
  readonly sid = newSid();
  readonly #city: TestApp;
  readonly #from: string;
  /** The last document. */
  heard = '';

  constructor(city: TestApp, from = '+886912345678') {
    this.#city = city;
    this.#from = from;
  }

  form(more: Record<string, string> = {}): Record<string, string> {
    const { accountSid: AccountSid, number: To } = this.#city.app.config.twilio;
    const blank = { FromCity: '', CallerZip: '' };
    const Direction = 'inbound';
    return { CallSid: this.sid, AccountSid, From: this.#from, To, Direction, ...blank, ...more };
  }

  async dial(): Promise<this> {
    return this.#ask(webhook('voice', this.form({ CallStatus: 'ringing' })));
  }

  /** Presses a key at the question just heard; no key when absent. */
  async press(Digits = ''): Promise<this> {
    return this.#ask({ ...webhook('', this.form({ Digits })), path: this.action });
  }

  /** Where the document sends the key. */
  get action(): string {
    const action = /action="([^"]+)"/.exec(this.heard)?.[1];
    if (!action) throw new Error(`no question in ${this.heard}`);
    return action.replaceAll('&amp;', '&');
  }

  get callId(): string {
    const id = /<Conference[^>]*>([^<]+)<\/Conference>/.exec(this.heard)?.[1];
    if (!id) throw new Error(`no conference in ${this.heard}`);
    return id;
  }

  ended(CallStatus = 'completed', SequenceNumber = '0'): Webhook {
    return webhook('status', this.form({ CallStatus, SequenceNumber }));
  }

  async hangUp(): Promise<void> {
    const answer = await send(this.#city, this.ended());
    if (answer.status !== 204) throw new Error(`status callback: ${answer.status}`);
  }

  async #ask(hook: Webhook): Promise<this> {
    const answer = await send(this.#city, hook);
    if (answer.status !== 200) throw new Error(`${hook.path}: ${answer.status} ${answer.body}`);
    this.heard = answer.body;
    return this;
  }
}
