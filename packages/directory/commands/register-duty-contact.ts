import { Conflict, command, Invalid, newId, type Tx, toE164 } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { AddDutyContactBody, type DutyLevel } from '../contract.ts';
import { dutyContact } from '../io/tables.ts';

const RegisterDutyContact = AddDutyContactBody.extend({ agencyId: Id });

/**
 * Puts a person on an agency's duty roster; name and number are sealed under a key of their own.
 * @throws Invalid when `phone` is no phone number.
 */
export const registerDutyContact = command(
  'dutyContact.register',
  RegisterDutyContact,
  async ({ app, tx, now, journal }, input) => {
    await checkPlaceIsFree(tx, input);
    const phone = toE164(input.phone);
    if (!phone) throw new Invalid('phone_invalid', 'This is not a phone number.', 'phone');
    const id = newId();
    const personId = await app.vault.newCitizen(tx, now);
    await tx.insert(dutyContact).values({
      id,
      agencyId: input.agencyId,
      level: input.level,
      position: input.position,
      titleZh: input.titleZh,
      titleEn: input.titleEn,
      personId,
      nameSealed: await app.vault.seal(tx, personId, input.name),
      phoneSealed: await app.vault.seal(tx, personId, phone),
      dutyFrom: input.hours?.from ?? null,
      dutyTo: input.hours?.to ?? null,
      weekdays: input.weekdays ?? [1, 2, 3, 4, 5, 6, 7],
      active: true,
    });
    await journal({
      subjectType: 'dutyContact',
      subjectId: id,
      type: 'dutyContact.registered',
      payload: { agencyId: input.agencyId, level: input.level, position: input.position },
    });
    return { contactId: id };
  },
);

/** @throws Conflict when somebody is at this place of an agency's roster. */
export async function checkPlaceIsFree(
  tx: Tx,
  place: { readonly agencyId: string; readonly level: DutyLevel; readonly position: number },
): Promise<void> {
  const taken = await tx.$count(
    dutyContact,
    and(
      eq(dutyContact.agencyId, place.agencyId),
      eq(dutyContact.level, place.level),
      eq(dutyContact.position, place.position),
      eq(dutyContact.active, true),
    ),
  );
  if (taken) throw new Conflict('place_taken', 'Somebody has this place on the roster.');
}
