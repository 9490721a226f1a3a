import { type CommandContext, newId, rowsOf } from '@1999/platform';
import type { z } from 'zod';
import type { OpenContactBody } from '../contract.ts';
import { contact } from '../io/tables.ts';

type Approach = Pick<z.infer<typeof OpenContactBody>, 'channel'> & {
  readonly citizenId: string;
  readonly refType: string;
  readonly refId: string;
};

/**
 * Notes the contact of what has just come into being (a call, …), which can have none yet. Its row
 * is stored by the transaction's last statement. Returns the contact's id.
 */
export async function noteContact(context: CommandContext, approach: Approach): Promise<string> {
  const id = newId();
  context.write(rowsOf(contact, [{ id, ...approach, openedAt: context.now }]));
  await context.journal({
    subjectType: 'contact',
    subjectId: id,
    type: 'contact.opened',
    payload: { ...approach },
  });
  return id;
}
