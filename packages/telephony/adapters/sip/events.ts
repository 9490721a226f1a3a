import { z } from 'zod';

/** What we read of a channel in an engine's event. */
export const Channel = z.object({
  id: z.string(),
  state: z.string(),
  caller: z.object({ number: z.string() }),
  dialplan: z.object({ app_name: z.string().default(''), app_data: z.string().default('') }),
});
export type Channel = z.infer<typeof Channel>;

const about = { timestamp: z.string(), channel: Channel };

/** The events of Asterisk's REST interface that mean something to a call. */
export const EngineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StasisStart'), ...about }),
  z.object({ type: z.literal('ChannelDtmfReceived'), ...about, digit: z.string() }),
  z.object({ type: z.literal('ChannelDestroyed'), ...about, cause: z.int() }),
  /** Another connection has taken this application over. */
  z.object({ type: z.literal('ApplicationReplaced') }),
]);
export type EngineEvent = z.infer<typeof EngineEvent>;
export type ChannelEvent = Exclude<EngineEvent, { type: 'ApplicationReplaced' }>;

/** The event in a message; null for one of the many that mean nothing to us. */
export function readEvent(message: unknown): EngineEvent | null {
  if (typeof message !== 'string') return null;
  try {
    return EngineEvent.parse(JSON.parse(message));
  } catch {
    return null;
  }
}
