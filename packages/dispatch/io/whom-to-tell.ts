import { agencyById, dutyContacts, waysToTell } from '@1999/directory';
import type { CommandContext } from '@1999/platform';
import type { EscalationLevel } from '../contract.ts';

/** An agency; null where there is none. Like all here, asked once in a transaction. */
export const agencyOf = ({ tx, once }: CommandContext, id: string) =>
  once(`dispatch.agency ${id}`, () => agencyById(tx, id));

/** How an agency is told of orders of each level. */
export const waysOf = ({ tx, once }: CommandContext, agencyId: string) =>
  once(`dispatch.ways ${agencyId}`, () => waysToTell(tx, agencyId));

/** Whom to ring for an agency at a level, in the roster's order: those on duty now. */
export const onDutyFor = (
  { tx, now, once }: CommandContext,
  agencyId: string,
  level: EscalationLevel,
) =>
  once(`dispatch.onDuty ${agencyId} ${level}`, () =>
    dutyContacts(tx, { agencyId, level, at: now }),
  );

/** Asks ahead for what telling these agencies will take, so that it travels with what is asked now. */
export async function askWhomToTell(
  context: CommandContext,
  agencyIds: readonly string[],
): Promise<void> {
  await Promise.all(
    [...new Set(agencyIds)].flatMap((id) => [
      agencyOf(context, id),
      waysOf(context, id),
      onDutyFor(context, id, 'unit'),
    ]),
  );
}
