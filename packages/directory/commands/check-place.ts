import { Invalid, type Tx } from '@1999/platform';
import type { Role } from '@1999/platform/contract';
import { agencyById } from '../queries/agencies.ts';

/**
 * Checks where a user stands: one of an agency has that agency, nobody else has any.
 * @throws Invalid on `agencyId`.
 */
export async function checkPlace(
  tx: Tx,
  { role, agencyId }: { role: Role; agencyId: string | null },
): Promise<void> {
  if ((role === 'agency') !== (agencyId !== null)) {
    throw new Invalid('agency_mismatch', 'Agency users have an agency; no others do.', 'agencyId');
  }
  if (agencyId && !(await agencyById(tx, agencyId))) {
    throw new Invalid('agency_unknown', 'There is no such agency.', 'agencyId');
  }
}
