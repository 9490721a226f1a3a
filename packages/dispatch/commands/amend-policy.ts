import { Conflict, command, Invalid, newId } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { AmendPolicyBody } from '../contract.ts';
import { refuseUnknownRule } from '../io/refuse-unknown-rule.ts';
import { policies, recomputes } from '../io/tables.ts';

export const AmendPolicy = AmendPolicyBody;

/**
 * Makes a new version of the rule for a clock of a type, danger, district and time of day; earlier
 * versions stay as they are. With `recompute` the orders open now follow too, in batches behind.
 * @throws Invalid for a type, district or calendar that does not exist, a time in the past, or a
 *   recount asked for what is not valid yet; Conflict when somebody amended it at the same moment.
 */
export const amendPolicy = command('policy.amend', AmendPolicy, async (context, input) => {
  const { tx, now, actor, journal } = context;
  const { kind, danger, typeCode, districtCode, time, calendar, recompute } = input;
  const validFrom = input.validFrom ? Temporal.Instant.from(input.validFrom) : now;
  if (Temporal.Instant.compare(validFrom, now) < 0) {
    throw new Invalid('valid_from_past', 'A rule is not made for the past.', 'validFrom');
  }
  if (recompute && Temporal.Instant.compare(validFrom, now) > 0) {
    throw new Invalid('recompute_later', 'Only what is valid now is counted anew.', 'recompute');
  }
  await refuseUnknownRule(tx, input);
  const [last] = await tx.execute<{ version: number }>(sql`
    select coalesce(max(version), 0) as version from dispatch_policy
    where kind = ${kind} and danger = ${danger} and type_code is not distinct from ${typeCode}
      and district_code is not distinct from ${districtCode}
      and time_from is not distinct from ${time?.from ?? null}::time
      and time_to is not distinct from ${time?.to ?? null}::time`);
  const id = newId();
  const version = (last?.version ?? 0) + 1;
  const [made] = await tx
    .insert(policies)
    .values({
      id,
      kind,
      danger,
      typeCode,
      districtCode,
      timeFrom: time?.from ?? null,
      timeTo: time?.to ?? null,
      version,
      withinSeconds: input.withinSeconds,
      calendar,
      warnPercents: [...new Set(input.warnPercents)].sort((a, b) => a - b),
      ladder: input.ladder,
      assumed: input.assumed,
      recompute,
      validFrom,
      madeBy: actor.id,
    })
    .onConflictDoNothing()
    .returning({ id: policies.id });
  if (!made) throw new Conflict('amended_meanwhile', 'It was amended just now; look again.');
  if (recompute) {
    await tx.insert(recomputes).values({
      id: newId(),
      policyId: id,
      askedBy: actor.id,
      askedAt: now,
      nextAt: now,
      orders: 0,
    });
  }
  await journal({
    subjectType: 'policy',
    subjectId: id,
    type: 'policy.amended',
    payload: { kind, danger, typeCode, districtCode, version, recompute },
  });
  return { policyId: id, version };
});
