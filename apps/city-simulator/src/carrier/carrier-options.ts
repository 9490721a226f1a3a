import { z } from 'zod';
import type { Scheduler } from './scheduler.ts';

/** A telephone that /phone offers by name. */
export const PhoneEntry = z.strictObject({
  number: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.enum(['citizen', 'duty']),
});
export type PhoneEntry = z.infer<typeof PhoneEntry>;

export interface CarrierOptions {
  accountSid: string;
  authToken: string;
  /** The hotline's own number, E.164. */
  number: string;
  /** The web hook of a call to the hotline's number. */
  voiceUrl: string;
  /** Asked when any document of an inbound call cannot be had. */
  fallbackUrl?: string;
  /** Told when an inbound call has ended (the number's "call status changes" setting). */
  statusUrl?: string;
  /** The web hook of a call made by an agent's browser (the TwiML application's voice URL). */
  clientVoiceUrl?: string;
  /** The web hook of a text message to the hotline's number. */
  messageUrl?: string;
  /** 0 or absent = any free port. */
  port?: number;
  host?: string;
  /** How much faster than life speech, music and pauses go; Infinity = they take no time. */
  speed?: number;
  /** Calls begun by the API in a second; more wait as `queued`. 0 = no limit. */
  callsPerSecond?: number;
  /** The telephones /phone offers by name beside the demo citizens'. */
  phones?: readonly PhoneEntry[];
  scheduler?: Scheduler;
  /** Told of web hooks that failed. */
  warn?: (message: string) => void;
}

const Environment = z.object({
  CARRIER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  CARRIER_HOST: z.string().default('127.0.0.1'),
  CARRIER_ACCOUNT_SID: z.string().regex(/^AC[0-9a-zA-Z]{32}$/, 'must be AC and 32 characters'),
  CARRIER_AUTH_TOKEN: z.string().min(1),
  CARRIER_NUMBER: z.string().regex(/^\+[1-9]\d{5,14}$/, 'must be an E.164 number'),
  CARRIER_VOICE_URL: z.url(),
  CARRIER_FALLBACK_URL: z.url().optional(),
  CARRIER_STATUS_URL: z.url().optional(),
  CARRIER_CLIENT_VOICE_URL: z.url().optional(),
  CARRIER_MESSAGE_URL: z.url().optional(),
  CARRIER_SPEED: z.coerce.number().positive().default(1),
  CARRIER_CALLS_PER_SECOND: z.coerce.number().min(0).default(1),
  CARRIER_PHONES: z
    .string()
    .transform((text) => z.array(PhoneEntry).parse(JSON.parse(text)))
    .optional(),
});

/** The options of a carrier process. @throws ZodError naming the variable that is wrong. */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv): CarrierOptions {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const e = Environment.parse(given);
  return {
    accountSid: e.CARRIER_ACCOUNT_SID,
    authToken: e.CARRIER_AUTH_TOKEN,
    number: e.CARRIER_NUMBER,
    voiceUrl: e.CARRIER_VOICE_URL,
    fallbackUrl: e.CARRIER_FALLBACK_URL,
    statusUrl: e.CARRIER_STATUS_URL,
    clientVoiceUrl: e.CARRIER_CLIENT_VOICE_URL,
    messageUrl: e.CARRIER_MESSAGE_URL,
    port: e.CARRIER_PORT,
    host: e.CARRIER_HOST,
    speed: e.CARRIER_SPEED,
    callsPerSecond: e.CARRIER_CALLS_PER_SECOND,
    phones: e.CARRIER_PHONES,
  };
}
