import { agencyById } from '@1999/directory';
import { Invalid, newId } from '@1999/platform';
import { lines } from '../../adapters/lines.ts';
import { hasNumber } from '../../adapters/outside-number.ts';
import type { OutsideTarget } from '../../contract/call-control.ts';
import { addParty } from '../../io/parties.ts';
import type { Party } from '../../io/tables.ts';
import { type Part, tell } from './part.ts';

/**
 * Rings an emergency service or an agency's duty telephone into the call. With `takesCall` it has
 * the caller to itself once it answers. @throws Invalid `number_not_configured`.
 */
export async function invite(part: Part, to: OutsideTarget, takesCall: boolean): Promise<Party> {
  const { context, call } = part;
  const service = 'service' in to ? to.service : null;
  const agencyId = 'agencyId' in to ? to.agencyId : null;
  const known = !agencyId || (await agencyById(context.tx, agencyId));
  if (!known || !(await hasNumber(context, { service, agencyId }))) {
    throw new Invalid('number_not_configured', 'There is no number to ring there now.', 'to');
  }
  const id = newId();
  const party = addParty(context, {
    id,
    callId: call.id,
    kind: 'outside',
    service,
    agencyId,
    takesCall,
  });
  await lines[call.provider].dial(context, call, party);
  const target = { service, agencyId };
  await tell(part, 'call.partyInvited', {
    partyId: id,
    kind: 'outside',
    ...target,
    by: part.me.userId,
  });
  return party;
}
