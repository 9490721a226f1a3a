import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpClient } from './http-client.ts';

const TOKEN = randomBytes(16).toString('hex');
const ACCOUNT = `AC${randomBytes(16).toString('hex')}`;
const NUMBER = '+88671999';

/**
 * A carrier that costs next to nothing: it takes every order of its REST door and does none of
 * them, so that a benchmark measures the platform and not a telephone network.
 */
export async function startCarrier() {
  let calls = 0;
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.once('end', () => {
      const sid = `CA${String(++calls).padStart(32, '0')}`;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ sid, account_sid: ACCOUNT, status: 'queued' }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    /** What a hotline must know to have this carrier. */
    env: {
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_NUMBER: NUMBER,
      TWILIO_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A telephone whose number nobody has called from before; it follows the TwiML it is given. */
export class Telephone {
  readonly #http: HttpClient;
  readonly #publicUrl: string;
  readonly #form: Readonly<Record<string, string>>;
  #menu = '';
  #conference = '';

  /** @param publicUrl the address the hotline believes to have: signatures are taken over it */
  constructor(http: HttpClient, publicUrl: string) {
    this.#http = http;
    this.#publicUrl = publicUrl;
    const number = String(randomBytes(6).readUIntBE(0, 6) % 100_000_000).padStart(8, '0');
    this.#form = {
      CallSid: `CA${randomBytes(16).toString('hex')}`,
      AccountSid: ACCOUNT,
      From: `+8869${number}`,
      To: NUMBER,
      Direction: 'inbound',
      FromCity: '',
    };
  }

  /** The hotline's own name of the call, once the caller waits in its conference. */
  get callId(): string {
    return this.#conference;
  }

  async dial(): Promise<void> {
    await this.#ask('/telephony/twilio/voice', { CallStatus: 'ringing' });
  }

  /** Presses a key at the question just heard. Resolves when the hotline has answered. */
  press(digit: string): Promise<void> {
    return this.#ask(this.#menu, { CallStatus: 'in-progress', Digits: digit });
  }

  /**
   * The agent's browser has called in: the carrier asks what to do with that line, and tells when
   * it has joined the caller's conference. The two are connected.
   */
  async agentJoins(agentId: string): Promise<void> {
    const callId = this.#conference;
    const line = {
      CallSid: `CA${randomBytes(16).toString('hex')}`,
      From: `client:${agentId.replaceAll('-', '_')}`,
    };
    const path = `/telephony/twilio/client?callId=${callId}`;
    const twiml = await this.#hook(path, { ...line, callId }, 200);
    const label = /participantLabel="([^"]+)"/.exec(twiml)?.[1];
    if (!label) throw new Error(`the agent's line was not let in: ${twiml}`);
    const joined = {
      CallSid: line.CallSid,
      ConferenceSid: `CF${callId.replaceAll('-', '')}`,
      StatusCallbackEvent: 'participant-join',
      SequenceNumber: '2',
      ParticipantLabel: label,
      ParticipantCallStatus: 'in-progress',
    };
    await this.#hook(`/telephony/twilio/conference?call=${callId}`, joined, 204);
  }

  /** The line has ended; the carrier says so. */
  async hangUp(): Promise<void> {
    const end = { CallStatus: 'completed', SequenceNumber: '3' };
    await this.#hook('/telephony/twilio/status', end, 204);
  }

  async #ask(path: string, more: Record<string, string>): Promise<void> {
    const twiml = await this.#hook(path, more, 200);
    this.#menu = /action="([^"]+)"/.exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
    this.#conference = /<Conference[^>]*>([^<]+)</.exec(twiml)?.[1] ?? '';
  }

  async #hook(path: string, more: Record<string, string>, expected: number): Promise<string> {
    const form: Record<string, string> = { ...this.#form, ...more };
    const answer = await this.#http.send('POST', path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signatureOf(TOKEN, `${this.#publicUrl}${path}`, form),
      'i-twilio-idempotency-token': crypto.randomUUID(),
    });
    if (answer.status !== expected) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return answer.body;
  }
}

/**
 * The carrier's signature of a web hook: HMAC-SHA1, base64, over the address and then each
 * parameter's name and value, by name (Twilio, "Validating requests"). Written without the library
 * that checks it.
 */
export function signatureOf(
  token: string,
  address: string,
  form: Readonly<Record<string, string>>,
): string {
  const parts = Object.keys(form)
    .sort()
    .map((name) => `${name}${form[name]}`);
  return createHmac('sha1', token)
    .update(address + parts.join(''))
    .digest('base64');
}
