import { Conflict } from '@1999/platform';
import { lines } from '../../adapters/lines.ts';
import { saveCall } from '../../io/save-call.ts';
import { type Part, requirePlaces, tell } from './part.ts';

/** Puts the caller on hold, or back; asking for what already is changes nothing. */
export async function hold(part: Part, onHold: boolean): Promise<void> {
  const { context, call, parties, me } = part;
  if (call.step !== 'connected') throw new Conflict('not_in_call', 'The caller is not with you.');
  if (call.onHold === onHold) return;
  if (!onHold) requirePlaces({ ...call, onHold, comforting: false }, parties);
  const after = saveCall(context, call, { onHold, comforting: false });
  await lines[call.provider].hold(context, after, onHold);
  await tell(part, onHold ? 'call.held' : 'call.resumed', { agentId: me.userId });
}
