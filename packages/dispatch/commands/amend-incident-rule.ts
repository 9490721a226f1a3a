import { Conflict, command, Invalid, newId } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { AmendIncidentRuleBody } from '../contract.ts';
import { incidentRules } from '../io/tables.ts';

/**
 * Makes a new version of a type's rule of incidents and surges; it counts for orders issued from
 * now on, and earlier versions stay.
 * @throws Invalid for a type that does not exist; Conflict when it was not made from the newest.
 */
export const amendIncidentRule = command(
  'incidentRule.amend',
  AmendIncidentRuleBody,
  async (context, { basedOn, ...rule }) => {
    const { tx, now, actor, journal } = context;
    const { typeCode } = rule;
    const [known] = await tx.execute<{ type: boolean; version: number }>(sql`
      select ${typeCode}::text is null or exists (
          select from matter_type where code = ${typeCode}) as type,
        (select coalesce(max(version), 0) from incident_rule
          where type_code is not distinct from ${typeCode}) as version`);
    if (!known?.type) throw new Invalid('type_unknown', 'No such type.', 'typeCode');
    const id = newId();
    const version = basedOn + 1;
    const [made] =
      known.version === basedOn
        ? await tx
            .insert(incidentRules)
            .values({ id, ...rule, version, assumed: false, madeBy: actor.id, madeAt: now })
            .onConflictDoNothing()
            .returning({ id: incidentRules.id })
        : [];
    if (!made) throw new Conflict('amended_meanwhile', 'It was amended just now; look again.');
    await journal({
      subjectType: 'incidentRule',
      subjectId: id,
      type: 'incidentRule.amended',
      payload: { ...rule, version },
    });
    return { ruleId: id, version };
  },
);
