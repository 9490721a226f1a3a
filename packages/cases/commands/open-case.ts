import {
  type CommandContext,
  command,
  Invalid,
  insertTogether,
  newId,
  rowsOf,
} from '@1999/platform';
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
  const matterId = newId();
  const { district: districtCode, village, lat, lng, address, landmark } = input.place;
  const file: typeof caseFile.$inferSelect = {
    id: caseId,
    number,
    contactId: input.contactId,
    citizenId,
    state: 'open',
    trackingHash: hashTrackingCode(app.config, caseId, code),
    trackingCodeSealed: await seal(code),
    openedAt: now,
    openedBy: actor.id,
    closedAt: null,
    closedGround: null,
    satisfaction: null,
  };
  const first: typeof matter.$inferSelect = {
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
  };
  await insertTogether(tx, rowsOf(caseFile, [file]), rowsOf(matter, [first]));
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
  const [found] = await tx
    .select({ citizenId: contact.citizenId, type: matterType, district: district.code })
    .from(sql`(select) as asked`)
    .leftJoin(contact, eq(contact.id, input.contactId))
    .leftJoin(matterType, eq(matterType.code, input.typeCode))
    .leftJoin(district, eq(district.code, input.place.district));
  const { citizenId, type } = found ?? {};
  if (!citizenId) throw new Invalid('contact_unknown', 'There is no such contact.', 'contactId');
  if (!type?.active) throw new Invalid('type_unknown', 'There is no such type.', 'typeCode');
  if (!found?.district) {
    throw new Invalid('district_unknown', 'There is no such district.', 'place.district');
  }
  const wrong = wrongAnswer(type.questions, input.answers);
  if (wrong) throw new Invalid('answer_wrong', wrong.why, `answers.${wrong.code}`);
  return { citizenId, type };
}
