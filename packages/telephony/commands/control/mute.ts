import { lines } from '../../adapters/lines.ts';
import { saveParty } from '../../io/parties.ts';
import type { Party } from '../../io/tables.ts';
import { type Part, tell } from './part.ts';

/** Nobody hears the party until unmuted; asking for what already is changes nothing. */
export async function mute(part: Part, party: Party, muted: boolean): Promise<void> {
  if (party.muted === muted) return;
  const { context, call } = part;
  const after = saveParty(context, party, { muted });
  await lines[call.provider].arrange(context, call, after);
  const { id: partyId, kind, userId } = party;
  await tell(part, 'call.partyChanged', { partyId, kind, userId, muted });
}
