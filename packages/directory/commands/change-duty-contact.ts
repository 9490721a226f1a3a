import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { ChangeDutyContactBody } from '../contract.ts';
import { dutyContact } from '../io/tables.ts';
import { checkPlaceIsFree, registerDutyContact } from './register-duty-contact.ts';
import { removeDutyContact } from './remove-duty-contact.ts';

const ChangeDutyContact = ChangeDutyContactBody.extend({ agencyId: Id, contactId: Id });

/**
 * Changes a place on a duty roster. A new name or number makes a new contact at that place, so that
 * what was told to the one before stays told to them; anything else changes the contact itself.
 * @throws NotFound; Conflict when somebody has the new place; Invalid when `phone` is none.
 */
export const changeDutyContact = command(
  'dutyContact.change',
  ChangeDutyContact,
  async (context, input) => {
    const { app, tx, journal } = context;
    const { agencyId, contactId } = input;
    const here = and(
      eq(dutyContact.id, contactId),
      eq(dutyContact.agencyId, agencyId),
      eq(dutyContact.active, true),
    );
    const [row] = await tx.select().from(dutyContact).where(here).for('update');
    if (!row) throw new NotFound();
    const place = placeOf(row, input);
    if (input.name !== undefined || input.phone !== undefined) {
      const clear = (sealed: Buffer) => app.vault.unseal(tx, row.personId, sealed);
      const name = input.name ?? (await clear(row.nameSealed)) ?? '';
      const phone = input.phone ?? (await clear(row.phoneSealed)) ?? '';
      await removeDutyContact.within(context, { agencyId, contactId });
      const { hours, ...rest } = place;
      const person = { ...rest, agencyId, name, phone, ...(hours ? { hours } : {}) };
      return registerDutyContact.within(context, person);
    }
    const { level, position, hours, ...rest } = place;
    if (level !== row.level || position !== row.position) {
      await checkPlaceIsFree(tx, { agencyId, level, position });
    }
    const duty = { dutyFrom: hours?.from ?? null, dutyTo: hours?.to ?? null };
    await tx
      .update(dutyContact)
      .set({ level, position, ...rest, ...duty })
      .where(here);
    const { agencyId: _, contactId: __, ...changed } = input;
    await journal({
      subjectType: 'dutyContact',
      subjectId: contactId,
      type: 'dutyContact.changed',
      payload: { agencyId, level, position, fields: Object.keys(changed) },
    });
    return { contactId };
  },
);

/** The place as it is to be: what is not named stays as it was. */
function placeOf(
  row: typeof dutyContact.$inferSelect,
  input: z.output<typeof ChangeDutyContactBody>,
) {
  const before =
    row.dutyFrom && row.dutyTo
      ? { from: row.dutyFrom.slice(0, 5), to: row.dutyTo.slice(0, 5) }
      : null;
  return {
    level: input.level ?? row.level,
    position: input.position ?? row.position,
    titleZh: input.titleZh ?? row.titleZh,
    titleEn: input.titleEn ?? row.titleEn,
    weekdays: input.weekdays ?? row.weekdays,
    hours: input.hours === undefined ? before : input.hours,
  };
}
