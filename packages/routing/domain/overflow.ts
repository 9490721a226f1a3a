import type { OverflowRule } from '../contract.ts';

/** One thing an agent must be able to do: any of these skills, each at its level, will serve. */
export type Need = readonly { readonly skill: string; readonly level: number }[];

/** What the rules look at. Times are epoch milliseconds. */
export interface Waiting {
  readonly channel: string;
  readonly priority: number;
  readonly skills: readonly string[];
  readonly queuedAt: number;
}

/** Does the rule speak of this entry at all, whatever its wait? */
function concerns(rule: OverflowRule, entry: Waiting): boolean {
  return (
    entry.priority >= rule.minPriority &&
    (rule.channel === null || rule.channel === entry.channel) &&
    (rule.effect === 'alarm' || rule.skill === null || entry.skills.includes(rule.skill))
  );
}

const startsAt = (rule: OverflowRule, entry: Waiting) => entry.queuedAt + rule.afterSeconds * 1000;

/**
 * What an agent must be able to do to take the entry at this moment. Without rules every skill at
 * any level; a `level` rule asks for more or less of it from its wait on, the latest holding; an
 * `instead` rule lets another skill serve, or with none named drops the need.
 */
export function needsAt(
  entry: Waiting,
  rules: readonly OverflowRule[],
  now: number,
): readonly Need[] {
  const due = rules
    .filter((rule) => concerns(rule, entry) && startsAt(rule, entry) <= now)
    .sort((a, b) => a.afterSeconds - b.afterSeconds);
  return entry.skills.flatMap((skill) => {
    const own = due.filter((rule) => rule.skill === null || rule.skill === skill);
    const instead = own.filter((rule) => rule.effect === 'instead');
    if (instead.some((rule) => rule.instead === null)) return [];
    const level = own.findLast((rule) => rule.effect === 'level')?.level ?? 1;
    const others = instead.map((rule) => ({ skill: rule.instead ?? skill, level: 1 }));
    return [[{ skill, level }, ...others]];
  });
}

/** The alarms whose wait was reached after `since` and by `now`. */
export function alarmsBetween(
  entry: Waiting,
  rules: readonly OverflowRule[],
  since: number,
  now: number,
): readonly OverflowRule[] {
  return rules.filter((rule) => {
    const at = startsAt(rule, entry);
    return rule.effect === 'alarm' && concerns(rule, entry) && at > since && at <= now;
  });
}

/** The next moment after `since` at which a rule changes something for the entry, or null. */
export function nextStepAt(
  entry: Waiting,
  rules: readonly OverflowRule[],
  since: number,
): number | null {
  const steps = rules
    .filter((rule) => concerns(rule, entry))
    .map((rule) => startsAt(rule, entry))
    .filter((at) => at > since);
  return steps.length === 0 ? null : Math.min(...steps);
}
