import { command, Invalid, newId, toE164 } from '@1999/platform';
import { Id, text } from '@1999/platform/contract';
import { z } from 'zod';
import { DutyLevel } from '../contract.ts';
import { dutyContact } from '../io/tables.ts';

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const RegisterDutyContact = z.strictObject({
  agencyId: Id,
  level: DutyLevel,
  position: z.number().int().positive(),
  titleZh: text(60),
  titleEn: text(60),
  name: text(60),
  phone: text(30),
  /** Taipei wall time; absent means day and night. */
  hours: z.strictObject({ from: WallTime, to: WallTime }).optional(),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
});

/**
 * Puts a person on an agency's duty roster; name and number are sealed under a key of their own.
 * @throws Invalid when `phone` is no phone number.
 */
export const registerDutyContact = command(
  'dutyContact.register',
  RegisterDutyContact,
  async ({ app, tx, now, journal }, input) => {
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
