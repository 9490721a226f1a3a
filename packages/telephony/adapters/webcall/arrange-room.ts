import { type CommandContext, newId, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { hearingsOf } from '../../domain/room.ts';
import { partiesOf } from '../../io/parties.ts';
import { callerQuiet, roomOf } from '../../io/room-of.ts';
import { call } from '../../io/tables.ts';
import { commandPeer, MediaRefused } from './media-peer.ts';

const ArrangeRoom = z.object({
  callId: Id,
  /** The caller's prompt is over, should the caller be among those who talk by then. */
  callerBack: z.boolean(),
});
const TRIES = 6;

/**
 * Tells the media peer who hears whom, from the rows as they are when it runs: the last of many
 * jobs says what all of them meant.
 */
export const arrangeRoomTask = task({
  name: 'telephony.arrangeRoom',
  payload: ArrangeRoom,
  run: async (app, { callId, callerBack }) => {
    const [row] = await app.db.select().from(call).where(eq(call.id, callId));
    if (row?.state !== 'connected') return;
    const hears = hearingsOf(roomOf(row, await partiesOf(app.db, callId)));
    const quiet = callerBack && !callerQuiet(row) ? [row.callerLegId] : [];
    try {
      await commandPeer(app, callId, { id: newId(), type: 'arrange', hears, quiet });
    } catch (error) {
      // The peer has no such call (any more): whoever comes back to it is arranged anew.
      if (!(error instanceof MediaRefused) || error.status >= 500) throw error;
      app.log.info({ callId, status: error.status }, 'media refused');
    }
  },
});

/** Queues it, in the order of the call's commands. */
export function arrangeRoom({ enqueue }: CommandContext, callId: string, callerBack = false): void {
  const options = { queue: `call:${callId}`, maxAttempts: TRIES };
  enqueue(arrangeRoomTask, { callId, callerBack }, options);
}
