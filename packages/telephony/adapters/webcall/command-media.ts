import { type App, type CommandContext, newId, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { MediaCommand, type MediaCommandInput } from '../../contract/media.ts';
import { CallState } from '../../contract.ts';
import { type Call, call } from '../../io/tables.ts';
import { commandPeer, MediaRefused } from './media-peer.ts';

const CommandMedia = z.object({
  callId: Id,
  /** The call's state when the command was meant. */
  state: CallState,
  command: MediaCommand,
});
const TRIES = 6;

/** Tells the media peer what to do in a call; the command's id makes a repeat harmless. */
export const commandMediaTask = task({
  name: 'telephony.commandMedia',
  payload: CommandMedia,
  run: async (app, { callId, state, command }) => {
    if (command.type === 'play' && !(await stillMeant(app, callId, state, command))) return;
    try {
      await commandPeer(app, callId, command);
    } catch (error) {
      // The leg or the call is gone meanwhile: there is nobody left to hear it.
      if (!(error instanceof MediaRefused) || error.status >= 500) throw error;
      app.log.info({ callId, command: command.type, status: error.status }, 'media refused');
    }
  },
});

/** A prompt that was held up by a fault must not break into what came after it. */
async function stillMeant(
  app: App,
  callId: string,
  state: CallState,
  { loop, until }: { readonly loop: boolean; readonly until?: string | undefined },
): Promise<boolean> {
  const [row] = await app.db.select().from(call).where(eq(call.id, callId));
  if (row?.state !== state) return false;
  return state !== 'connected' || !loop || until !== undefined || row.onHold || row.comforting;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Queues a command to the peer, in the order of the call's commands. Returns the command's id. */
export function commandMedia(
  { enqueue }: CommandContext,
  { id: callId, state }: Pick<Call, 'id' | 'state'>,
  command: WithoutId<MediaCommandInput>,
): string {
  const id = newId();
  const payload = { callId, state, command: { ...command, id } as MediaCommandInput };
  enqueue(commandMediaTask, payload, { queue: `call:${callId}`, maxAttempts: TRIES });
  return id;
}
