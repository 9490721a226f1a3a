import { type CommandContext, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import type { Call } from '../../io/tables.ts';
import { lineBridge } from './channel-ids.ts';
import { askIfThere, lineNamed } from './engine.ts';

const EndLine = z.object({ legId: Id, sid: z.string() });
const TRIES = 6;
const Bridge = z.object({ channels: z.array(z.string()) });

/** Hangs up a line of the trunk with all that was made for it. Repeats are harmless. */
export const endLineTask = task({
  name: 'telephony.endLine',
  payload: EndLine,
  run: async (app, { legId, sid }) => {
    const line = lineNamed(app, sid);
    if (!line) return;
    const { engine, channelId } = line;
    const path = `/bridges/${lineBridge(legId)}`;
    const bridge = await askIfThere(app, engine, 'GET', path);
    const { channels } = bridge ? Bridge.parse(bridge) : { channels: [] };
    for (const channel of new Set([channelId, ...channels])) {
      await askIfThere(app, engine, 'DELETE', `/channels/${channel}`);
    }
    if (bridge) await askIfThere(app, engine, 'DELETE', path);
  },
});

/** Queues it, in the order of the call's commands. */
export function endLine(
  { enqueue }: CommandContext,
  { id: callId }: Pick<Call, 'id'>,
  legId: string,
  sid: string,
): void {
  const options = { queue: `call:${callId}`, maxAttempts: TRIES };
  enqueue(endLineTask, { legId, sid }, options);
}
