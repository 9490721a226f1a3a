import { Conflict, command, Invalid, newId, toE164 } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { AddDutyContactBody } from '../contract.ts';
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
    const taken = await tx.$count(
      dutyContact,
      and(
        eq(dutyContact.agencyId, input.agencyId),
        eq(dutyContact.level, input.level),
        eq(dutyContact.position, input.position),
        eq(dutyContact.active, true),
      ),
    );
    if (taken) throw new Conflict('place_taken', 'Somebody has this place on the roster.');
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
