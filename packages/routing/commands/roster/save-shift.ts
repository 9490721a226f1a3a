import { type CommandContext, command, Invalid, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type RestFinding, restRules, ShiftBody } from '../../contract.ts';
import { shiftView } from '../../io/roster.ts';
import { type ShiftRow, shift } from '../../io/tables.ts';
import { checkShift } from './check-shift.ts';

/**
 * Puts an agent on the roster, or changes a shift. One that breaks a rule of rest stands only with
 * a reason, which stays beside it. @throws NotFound; Invalid `rest_rules`, naming each rule.
 */
export const saveShift = command(
  'roster.saveShift',
  ShiftBody.extend({ shiftId: Id.optional() }),
  async (context, { shiftId, ...body }) => {
    const { tx, now } = context;
    // Two supervisors may be filling the same agent's week.
    await tx.execute(sql`select from app_user where id = ${body.agentId} for no key update`);
    const before = shiftId ? await shiftNow(context, shiftId) : undefined;
    const findings = await checkShift(tx, body, shiftId);
    const forbidden = findings.filter(({ severity }) => severity === 'forbidden');
    if (forbidden.length > 0 && !body.overrideReason) {
      throw new Invalid('rest_rules', describe(forbidden), 'overrideReason');
    }
    const row: ShiftRow = {
      id: before?.id ?? newId(),
      agentId: body.agentId,
      startsAt: Temporal.Instant.from(body.startsAt),
      endsAt: Temporal.Instant.from(body.endsAt),
      breaks: body.breaks,
      overrideReason: forbidden.length > 0 ? (body.overrideReason ?? null) : null,
      createdAt: before?.createdAt ?? now,
      removedAt: null,
    };
    await tx.insert(shift).values(row).onConflictDoUpdate({ target: shift.id, set: row });
    await tellJournal(context, row, before ? 'shift.changed' : 'shift.planned', {
      overridden: forbidden.map(({ rule }) => rule),
    });
    return { shift: shiftView(row), findings };
  },
);

/** Takes a shift off the roster. @throws NotFound */
export const removeShift = command(
  'roster.removeShift',
  z.strictObject({ shiftId: Id }),
  async (context, { shiftId }) => {
    const row = await shiftNow(context, shiftId);
    await context.tx.update(shift).set({ removedAt: context.now }).where(eq(shift.id, shiftId));
    await tellJournal(context, row, 'shift.removed');
  },
);

async function shiftNow({ tx }: CommandContext, shiftId: string): Promise<ShiftRow> {
  const [row] = await tx
    .select()
    .from(shift)
    .where(and(eq(shift.id, shiftId), isNull(shift.removedAt)))
    .for('update');
  if (!row) throw new NotFound();
  return row;
}

function tellJournal(
  { journal }: CommandContext,
  row: ShiftRow,
  type: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { id, agentId, startsAt, endsAt } = row;
  return journal({
    subjectType: 'shift',
    subjectId: id,
    type,
    payload: { agentId, startsAt: startsAt.toString(), endsAt: endsAt.toString(), ...more },
  });
}

function describe(findings: readonly RestFinding[]): string {
  const all = findings.map(({ rule, found, allowed }) => {
    const { article } = restRules[rule];
    const numbers = found === null ? '' : ` (${found}, the rule allows ${allowed})`;
    return `${rule}${numbers}${article ? `, Labor Standards Act §${article}` : ''}`;
  });
  return `The shift does not keep the rules of rest: ${all.join('; ')}. Change it or give a reason.`;
}
