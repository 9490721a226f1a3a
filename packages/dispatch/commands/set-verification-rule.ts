import { Conflict, command, Invalid, newId } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { SetVerificationBody } from '../contract.ts';
import { verificationRules } from '../io/tables.ts';

/**
 * Demands, or no longer demands, that reports of a type are confirmed before their orders close;
 * also for the orders open now. Earlier versions stay.
 * @throws Invalid for a type that does not exist; Conflict when it was not made from the newest.
 */
export const setVerificationRule = command(
  'verificationRule.set',
  SetVerificationBody,
  async (context, { typeCode, required, basedOn }) => {
    const { tx, now, actor, journal } = context;
    const [known] = await tx.execute<{ type: boolean; version: number }>(sql`
      select exists (select from matter_type where code = ${typeCode}) as type,
        (select coalesce(max(version), 0) from verification_rule
          where type_code = ${typeCode}) as version`);
    if (!known?.type) throw new Invalid('type_unknown', 'No such type.', 'typeCode');
    const id = newId();
    const version = basedOn + 1;
    const [made] =
      known.version === basedOn
        ? await tx
            .insert(verificationRules)
            .values({ id, typeCode, version, required, madeBy: actor.id, madeAt: now })
            .onConflictDoNothing()
            .returning({ id: verificationRules.id })
        : [];
    if (!made) throw new Conflict('amended_meanwhile', 'It was amended just now; look again.');
    await journal({
      subjectType: 'verificationRule',
      subjectId: id,
      type: 'verificationRule.set',
      payload: { typeCode, required, version },
    });
    return { typeCode, version };
  },
);
