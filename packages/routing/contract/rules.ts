import { z } from 'zod';

const SkillName = z.string().regex(/^[a-zA-Z0-9._-]{1,40}$/);

const rule = {
  /** From this wait on, in seconds; 0 holds from the beginning. */
  afterSeconds: z.int().min(0).max(7200),
  /** For entries of this channel only; null for every channel. */
  channel: SkillName.nullable().default(null),
  /** For entries of this priority or higher; 9 is danger. */
  minPriority: z.int().min(0).max(9).default(0),
};

/**
 * What changes while somebody waits: `level` asks for a skill at this level; `instead` lets another
 * skill serve, or drops the need where none is named; `alarm` tells the supervisors.
 */
export const OverflowRule = z.discriminatedUnion('effect', [
  z.strictObject({
    ...rule,
    effect: z.literal('level'),
    skill: SkillName.nullable(),
    level: z.int().min(1).max(5),
  }),
  z.strictObject({
    ...rule,
    effect: z.literal('instead'),
    skill: SkillName,
    instead: SkillName.nullable(),
  }),
  z.strictObject({ ...rule, effect: z.literal('alarm'), skill: z.null().default(null) }),
]);
export type OverflowRule = z.infer<typeof OverflowRule>;

/** How calls and chats find their agents. `PUT /api/routing-rules` makes the next version. */
export const RoutingRules = z.strictObject({
  /** How long a wrap-up lasts before the agent is ready again by itself. */
  wrapUpSeconds: z.int().min(45).max(3600),
  /** Whoever comes again within so long is given the same agent when free; 0 is never. */
  affinitySeconds: z.int().min(0).max(86_400),
  textAtOnce: z.int().min(0).max(9),
  textBesideVoice: z.int().min(0).max(9),
  /** What the city promises: this share of all calls answered within so many seconds. */
  targetPercent: z.int().min(1).max(99).default(80),
  targetSeconds: z.int().min(1).max(600).default(20),
  overflow: z.array(OverflowRule).max(50),
});
export type RoutingRules = z.infer<typeof RoutingRules>;

/** Whoever asked for a language of the island is served in Mandarin when nobody free speaks it. */
const inMandarin = (skill: string): OverflowRule[] =>
  // A danger does not wait for it at all.
  [
    { afterSeconds: 0, minPriority: 9 },
    { afterSeconds: 10, minPriority: 0 },
  ].map((when) => ({ ...when, effect: 'instead', skill, instead: 'zh', channel: null }));

/** What holds until somebody has decided otherwise. */
export const firstRoutingRules: RoutingRules = {
  wrapUpSeconds: 180,
  affinitySeconds: 3600,
  textAtOnce: 3,
  textBesideVoice: 1,
  targetPercent: 80,
  targetSeconds: 20,
  overflow: [
    { afterSeconds: 20, effect: 'alarm', skill: null, channel: null, minPriority: 9 },
    { afterSeconds: 300, effect: 'alarm', skill: null, channel: null, minPriority: 0 },
    ...inMandarin('nan'),
    ...inMandarin('hak'),
  ],
};

export const RoutingRulesView = z.object({
  version: z.int(),
  rules: RoutingRules,
  madeAt: z.string().nullable(),
});
export type RoutingRulesView = z.infer<typeof RoutingRulesView>;
