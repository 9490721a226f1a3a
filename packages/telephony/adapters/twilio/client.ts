import { type App, service } from '@1999/platform';
import twilio from 'twilio';
import type { Call } from '../../io/tables.ts';

const TWILIO = 'https://api.twilio.com';
const ANSWER_WITHIN_MS = 8_000;

/** True when there is a carrier to talk to: one of our own, or a real account. */
export function hasCarrier(app: App): boolean {
  const { apiUrl, accountSid } = app.config.twilio;
  return apiUrl !== undefined || !/^AC(1999){8}$/.test(accountSid);
}

/** One application's client: it keeps its connections to the carrier open. */
const kept = service('twilio.client', (): { client?: InstanceType<typeof twilio.Twilio> } => ({}));

/** The carrier's REST client; a carrier of our own is asked in Twilio's place. */
export function twilioClient(app: App): InstanceType<typeof twilio.Twilio> {
  const own = app.services.get(kept);
  const { accountSid, authToken, apiUrl } = app.config.twilio;
  own.client ??= twilio(accountSid, authToken, { httpClient: new CarrierHttp(apiUrl) });
  return own.client;
}

/** Twilio's own HTTP client, turned to the configured carrier. */
class CarrierHttp extends twilio.RequestClient {
  readonly #apiUrl: string | undefined;

  constructor(apiUrl: string | undefined) {
    super({ timeout: ANSWER_WITHIN_MS, keepAlive: true });
    this.#apiUrl = apiUrl?.replace(/\/$/, '');
  }

  override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
    const uri = this.#apiUrl ? options.uri.replace(TWILIO, this.#apiUrl) : options.uri;
    return super.request<T>({ ...options, uri });
  }
}

/** An address of ours as the carrier reaches it. */
export function publicAddress(app: App, path: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${app.config.publicUrl}/telephony/twilio/${path}${search ? `?${search}` : ''}`;
}

/** The carrier's name of a call's conference while it runs; undefined when there is none. */
export async function conferenceOf(
  app: App,
  { id, conferenceSid }: Pick<Call, 'id' | 'conferenceSid'>,
): Promise<string | undefined> {
  if (conferenceSid) return conferenceSid;
  const named = { friendlyName: id, status: 'in-progress', limit: 1 } as const;
  return (await twilioClient(app).conferences.list(named))[0]?.sid;
}

/** Twilio's error code, when the error is an answer of the carrier's. */
export function carrierError(error: unknown): { status: number; code: number | null } | null {
  if (!(error instanceof twilio.RestException)) return null;
  return { status: error.status, code: error.code ?? null };
}
