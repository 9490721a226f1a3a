import { OverflowRule, RoutingRules } from '@1999/routing/contract';
import { z } from 'zod';

/** The numbers of the rules as the form holds them. */
export const RuleNumbers = z.object({
  wrapUpSeconds: z.coerce.number().pipe(RoutingRules.shape.wrapUpSeconds),
  affinityMinutes: z.coerce.number().int().min(0).max(1440),
  textAtOnce: z.coerce.number().pipe(RoutingRules.shape.textAtOnce),
  textBesideVoice: z.coerce.number().pipe(RoutingRules.shape.textBesideVoice),
  targetPercent: z.coerce.number().pipe(z.int().min(1).max(99)),
  targetSeconds: z.coerce.number().pipe(z.int().min(1).max(600)),
});
export type RuleNumbers = z.infer<typeof RuleNumbers>;

/** The rules as numbers for the form. */
export function numbersOf(rules: RoutingRules): Record<keyof RuleNumbers, string> {
  return {
    wrapUpSeconds: String(rules.wrapUpSeconds),
    affinityMinutes: String(Math.round(rules.affinitySeconds / 60)),
    textAtOnce: String(rules.textAtOnce),
    textBesideVoice: String(rules.textBesideVoice),
    targetPercent: String(rules.targetPercent),
    targetSeconds: String(rules.targetSeconds),
  };
}

/** The next version: the form's numbers, with the rules that change with the wait. */
export function rulesOf(numbers: RuleNumbers, overflow: readonly OverflowRule[]): RoutingRules {
  const { affinityMinutes, ...rest } = numbers;
  return { ...rest, affinitySeconds: affinityMinutes * 60, overflow: [...overflow] };
}

/** A new rule as its form holds it. */
export const RuleDraft = z
  .object({
    effect: z.enum(['level', 'instead', 'alarm']),
    afterSeconds: z.coerce.number().int().min(0).max(7200),
    skill: z.string().nullable(),
    level: z.coerce.number().int().min(1).max(5),
    instead: z.string().nullable(),
    dangerOnly: z.boolean(),
  })
  .transform(({ effect, afterSeconds, skill, level, instead, dangerOnly }, context) => {
    const common = { afterSeconds, channel: null, minPriority: dangerOnly ? 9 : 0 };
    const made = OverflowRule.safeParse(
      effect === 'alarm'
        ? { ...common, effect }
        : effect === 'level'
          ? { ...common, effect, skill, level }
          : { ...common, effect, skill, instead },
    );
    if (made.success) return made.data;
    context.addIssue({ code: 'custom', message: 'queue.rule.skill.missing', path: ['skill'] });
    return z.NEVER;
  });
