import { type CommandContext, command, Invalid, newId } from '@1999/platform';
import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { OpenCaseBody } from '../contract.ts';
import { caseNumber, numberYear } from '../domain/case-number.ts';
import { wrongAnswer } from '../domain/check-answers.ts';
import { caseFile, contact, district, matter, matterType } from '../io/tables.ts';
import { hashTrackingCode, newTrackingCode } from '../io/tracking-code.ts';

/**
 * Records a case with its first matter: type → place → description. Words are sealed under the
 * citizen's key. Answers ids and the number only: the tracking code is read from the case.
 * @throws Invalid naming the field for an unknown contact, type, district or answer; Conflict when
 * the citizen is erased.
 */
export const openCase = command('case.open', OpenCaseBody, async (context, input) => {
  const { app, tx, now, actor, journal } = context;
  const { citizenId, type } = await check(context, input);
  const year = numberYear(now);
  const [next] = await tx.execute<{ sequence: string }>(
    sql`select next_case_number(${year}) as sequence`,
  );
  const number = caseNumber(year, Number(next?.sequence));
  const caseId = newId();
  const code = newTrackingCode();
  const seal = (clear: string) => app.vault.seal(tx, citizenId, clear);
  await tx.insert(caseFile).values({
    id: caseId,
    number,
    contactId: input.contactId,
    citizenId,
    state: 'open',
    trackingHash: hashTrackingCode(app.config, caseId, code),
    trackingCodeSealed: await seal(code),
    openedAt: now,
    openedBy: actor.id,
  });
  const matterId = newId();
  const { district: districtCode, village, lat, lng, address, landmark } = input.place;
  await tx.insert(matter).values({
    id: matterId,
    caseId,
    typeCode: type.code,
    districtCode,
    village: village ?? null,
    lat: lat ?? null,
    lng: lng ?? null,
    placeSealed: await seal(JSON.stringify({ address, landmark })),
    descriptionSealed: await seal(input.description),
    answersSealed: await seal(JSON.stringify(input.answers)),
    openedAt: now,
  });
  await journal({
    subjectType: 'case',
    subjectId: caseId,
    threadId: caseId,
    type: 'case.opened',
    payload: {
      contactId: input.contactId,
      number,
      matterId,
      typeCode: type.code,
      danger: type.danger,
      district: districtCode,
    },
  });
  return { caseId, number, matterId };
});

async function check({ tx }: CommandContext, input: z.output<typeof OpenCaseBody>) {
  const [from] = await tx.select().from(contact).where(eq(contact.id, input.contactId));
  if (!from) throw new Invalid('contact_unknown', 'There is no such contact.', 'contactId');
  const [type] = await tx.select().from(matterType).where(eq(matterType.code, input.typeCode));
  if (!type?.active) throw new Invalid('type_unknown', 'There is no such type.', 'typeCode');
  const [place] = await tx.select().from(district).where(eq(district.code, input.place.district));
  if (!place) {
    throw new Invalid('district_unknown', 'There is no such district.', 'place.district');
  }
  const wrong = wrongAnswer(type.questions, input.answers);
  if (wrong) throw new Invalid('answer_wrong', wrong.why, `answers.${wrong.code}`);
  return { citizenId: from.citizenId, type };
}
