import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { DescribeCitizenBody } from '../contract.ts';

/**
 * Keeps what an agent learned of the caller. The journal says which fields, never what.
 * @throws NotFound; Conflict once erased; Invalid when `phone` is no phone number.
 */
export const describeCitizen = command(
  'citizen.describe',
  DescribeCitizenBody.extend({ citizenId: Id }),
  async ({ app, tx, now, journal }, { citizenId, ...data }) => {
    await app.vault.put(tx, citizenId, data, now);
    await journal({
      subjectType: 'citizen',
      subjectId: citizenId,
      type: 'citizen.described',
      payload: { fields: Object.keys(data) },
    });
  },
);
