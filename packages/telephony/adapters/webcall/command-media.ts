import { type CommandContext, enqueue, newId, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { MediaCommand, type MediaCommandInput } from '../../contract/media.ts';
import { commandPeer, MediaRefused } from './media-peer.ts';

const CommandMedia = z.object({ callId: Id, command: MediaCommand });
const TRIES = 6;

/** Tells the media peer what to do in a call; the command's id makes a repeat harmless. */
export const commandMediaTask = task({
  name: 'telephony.commandMedia',
  payload: CommandMedia,
  run: async (app, { callId, command }) => {
    try {
      await commandPeer(app, callId, command);
    } catch (error) {
      // The leg or the call is gone meanwhile: there is nobody left to hear it.
      if (!(error instanceof MediaRefused) || error.status >= 500) throw error;
      app.log.info({ callId, command: command.type, status: error.status }, 'media refused');
    }
  },
});

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Queues a command to the peer, in the order of the call's commands. Returns the command's id. */
export async function commandMedia(
  { tx }: CommandContext,
  callId: string,
  command: WithoutId<MediaCommandInput>,
): Promise<string> {
  const id = newId();
  const payload = { callId, command: { ...command, id } as MediaCommandInput };
  await enqueue(tx, commandMediaTask, payload, { queue: `call:${callId}`, maxAttempts: TRIES });
  return id;
}
