import type { CommandContext } from '@1999/platform';
import { finishEntry, leaveQueue } from '@1999/routing';
import { lines } from '../adapters/lines.ts';
import { partiesOf, present, saveParty } from '../io/parties.ts';
import type { Call } from '../io/tables.ts';
import { closeRecording } from './control/record.ts';

/**
 * The call is over for everybody in it: agents wrap up, questions that still ring are withdrawn,
 * the recording is closed. Returns the ids of those who had a part in it.
 */
export async function endParties(context: CommandContext, call: Call): Promise<string[]> {
  const parties = await partiesOf(context.tx, call.id);
  for (const party of present(parties)) {
    const { queueRef, acceptedAt } = party;
    const end = { state: 'left', leftReason: 'callEnded', leftAt: context.now } as const;
    const left = saveParty(context, party, end);
    // A telephone outside that still rings would else be answered into nothing.
    if (party.kind === 'outside') await lines[call.provider].drop(context, call, left);
    if (!queueRef) continue;
    const place = { refId: queueRef };
    if (acceptedAt) await finishEntry.within(context, place);
    else await leaveQueue.within(context, place);
  }
  await closeRecording(context, call);
  return [...new Set(parties.map(({ userId }) => userId).filter((id) => id !== null))];
}
