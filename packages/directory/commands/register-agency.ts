import { Conflict, command, newId } from '@1999/platform';
import { text } from '@1999/platform/contract';
import { z } from 'zod';
import { AgencyCode, AgencyKind } from '../contract.ts';
import { agency } from '../io/tables.ts';

const RegisterAgency = z.strictObject({
  code: AgencyCode,
  nameZh: text(60),
  nameEn: text(120),
  kind: AgencyKind,
});

/** Enters an agency. @throws Conflict when the code is taken. */
export const registerAgency = command('agency.register', RegisterAgency, async (context, input) => {
  const { tx, now, journal } = context;
  const id = newId();
  const made = await tx
    .insert(agency)
    .values({ ...input, id, active: true, createdAt: now })
    .onConflictDoNothing({ target: agency.code })
    .returning({ id: agency.id });
  if (made.length === 0) throw new Conflict('agency_code_taken', 'This code is taken.');
  await journal({
    subjectType: 'agency',
    subjectId: id,
    type: 'agency.registered',
    payload: { code: input.code, kind: input.kind },
  });
  return { agencyId: id };
});
