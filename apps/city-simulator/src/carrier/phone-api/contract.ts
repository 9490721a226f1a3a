import { z } from 'zod';
import { HandsetProgram } from '../handsets/program.ts';

/** What the /phone page and the carrier say to each other. Safe in a browser. */
export const HeardLine = z.object({
  at: z.number(),
  kind: z.enum(['say', 'music', 'tone', 'key', 'state']),
  text: z.string(),
  language: z.string().optional(),
  times: z.number(),
});
export type HeardLine = z.infer<typeof HeardLine>;

export const PhoneCall = z.object({
  sid: z.string(),
  /** The other side's number; the hotline's is `1999`. */
  peer: z.string(),
  incoming: z.boolean(),
  status: z.string(),
  over: z.boolean(),
  answeredAt: z.number().nullable(),
  heard: z.array(HeardLine),
});
export type PhoneCall = z.infer<typeof PhoneCall>;

export const PhoneMessage = z.object({
  sid: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  at: z.number(),
  incoming: z.boolean(),
});
export type PhoneMessage = z.infer<typeof PhoneMessage>;

/** All that the telephone of one number shows. */
export const PhoneView = z.object({
  number: z.string(),
  /** The latest call, over or not; null before the first. */
  call: PhoneCall.nullable(),
  messages: z.array(PhoneMessage),
  program: HandsetProgram,
});
export type PhoneView = z.infer<typeof PhoneView>;

/** One telephone in the list to choose from. */
export const PhoneChoice = z.object({
  number: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.enum(['citizen', 'duty', 'other']),
  ringing: z.boolean(),
  inCall: z.boolean(),
  messages: z.number(),
});
export type PhoneChoice = z.infer<typeof PhoneChoice>;

export const DialInput = z.strictObject({ from: z.string().min(1), to: z.string().min(1) });
export const KeysInput = z.strictObject({ digits: z.string().regex(/^[0-9*#]{1,32}$/) });
export const MessageInput = z.strictObject({
  from: z.string().min(1),
  body: z.string().min(1).max(1600),
});
