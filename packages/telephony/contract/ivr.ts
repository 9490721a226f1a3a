import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { CallChannel } from './channel.ts';
import { Language } from './language.ts';
import { Digit } from './media.ts';
import { Sounds } from './sound.ts';

/** The prompts of the house, which have recordings for web calls as well. */
export const builtInPrompts = [
  'greeting',
  'recording-notice',
  'language-menu',
  'topic-menu',
  'try-again',
  'please-hold',
  'callback-offer',
  'callback-promised',
  'voicemail',
  'unavailable',
  'goodbye',
] as const;
export const BuiltInPrompt = z.enum(builtInPrompts);
export type BuiltInPrompt = z.infer<typeof BuiltInPrompt>;

const words = text(600);
/** What is said, in the languages it is written in; the others hear English, or Mandarin. */
export const Words = z.strictObject({
  zh: words,
  en: words,
  vi: words.optional(),
  id: words.optional(),
  th: words.optional(),
});
export type Words = z.infer<typeof Words>;

/** Words of a supervisor's own, and the sounds that are heard in their place. */
export const OwnWords = Words.extend({ sounds: Sounds.optional() });
export type OwnWords = z.infer<typeof OwnWords>;

/** A prompt of the house by its name, or words of one's own; each may have sounds of its own. */
export const IvrPrompt = z.union([
  z.strictObject({ prompt: BuiltInPrompt, sounds: Sounds.optional() }),
  OwnWords,
]);
export type IvrPrompt = z.infer<typeof IvrPrompt>;
const prompts = z.array(IvrPrompt).max(8);

/** The name of a step, unique in its flow. */
export const StepId = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/);

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What can be asked of the moment. */
export const IvrCondition = z.discriminatedUnion('is', [
  /** Taipei wall time; an end before the beginning is on the next morning. */
  z.strictObject({
    is: z.literal('hours'),
    from: WallTime,
    to: WallTime,
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  }),
  /** An incident mode, such as a typhoon's, is on. */
  z.strictObject({ is: z.literal('incident') }),
  /** The caller's number stands on the nuisance list. */
  z.strictObject({ is: z.literal('nuisance') }),
  /** No agent has a place. */
  z.strictObject({ is: z.literal('nobodyOnDuty') }),
  z.strictObject({ is: z.literal('waitOver'), seconds: z.int().min(0).max(7_200) }),
  z.strictObject({ is: z.literal('channel'), channel: CallChannel }),
]);
export type IvrCondition = z.infer<typeof IvrCondition>;

/** What a key means: what it sets, and where it leads. */
export const IvrKey = z.strictObject({
  language: Language.optional(),
  topic: z.enum(['enquiry', 'report', 'danger']).optional(),
  next: StepId,
});

export type IvrKey = z.infer<typeof IvrKey>;

export const IvrStep = z.discriminatedUnion('do', [
  /** Says something and goes on. `incident` also says the notice of the incident that is on. */
  z.strictObject({
    do: z.literal('say'),
    prompts,
    incident: z.boolean().default(false),
    next: StepId,
  }),
  z.strictObject({ do: z.literal('check'), when: IvrCondition, yes: StepId, no: StepId }),
  /** Asks for one key; after the third wrong or missing one it goes on to `otherwise`. */
  z.strictObject({
    do: z.literal('menu'),
    prompts: prompts.min(1),
    keys: z.record(Digit, IvrKey),
    otherwise: IvrKey,
  }),
  /**
   * Offers to call back when the wait is as long as `whenWaitOver` seconds: 1 takes the offer and
   * keeps the place in the queue, anything else waits on at `next`.
   */
  z.strictObject({
    do: z.literal('offerCallback'),
    prompts: prompts.min(1),
    whenWaitOver: z.int().min(0).max(7_200),
    next: StepId,
  }),
  z.strictObject({ do: z.literal('queue') }),
  /** Takes a message, and an agent calls back. A web call cannot: it says so and ends. */
  z.strictObject({ do: z.literal('voicemail'), prompts: prompts.min(1) }),
  z.strictObject({ do: z.literal('end'), prompts: prompts.min(1) }),
]);
export type IvrStep = z.infer<typeof IvrStep>;

/** What is said between the steps, whatever the steps are. */
export const betweenPrompts = ['try-again', 'callback-promised', 'unavailable', 'goodbye'] as const;
export type BetweenPrompt = (typeof betweenPrompts)[number];

export const IvrFlow = z.strictObject({
  start: StepId,
  /** Where key 9 of every menu leads: straight to the front of the queue. */
  danger: StepId,
  steps: z.record(StepId, IvrStep),
  /** Sounds in place of what is said between the steps. */
  between: z.partialRecord(z.enum(betweenPrompts), Sounds).optional(),
});
export type IvrFlow = z.infer<typeof IvrFlow>;

/** What is wrong with a flow: where, and a stable code with what would be right. */
export const FlowProblem = z.object({
  step: z.string(),
  code: z.enum([
    'unknownStep',
    'unreachable',
    'neverEnds',
    'dangerNotQueue',
    'dangerKey',
    'noKeys',
    'topicMissing',
    'tooManySteps',
  ]),
  message: z.string(),
});
export type FlowProblem = z.infer<typeof FlowProblem>;

/** `POST /api/ivr/flows`: in force from `validFrom`, or at once. */
export const PublishFlow = z.strictObject({
  flow: IvrFlow,
  validFrom: InstantText.optional(),
  note: text(200),
});

export const FlowVersion = z.object({
  version: z.int(),
  validFrom: InstantText,
  note: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: InstantText,
  inForce: z.boolean(),
  flow: IvrFlow,
});
export type FlowVersion = z.infer<typeof FlowVersion>;

/** What is assumed of the moment in a preview. */
export const PreviewFacts = z.strictObject({
  at: InstantText.optional(),
  incident: z.boolean().default(false),
  nuisance: z.boolean().default(false),
  agentsOnDuty: z.int().min(0).max(999).default(5),
  expectedWaitSeconds: z.int().min(0).max(86_400).default(60),
  channel: CallChannel.default('phone'),
});

/** `POST /api/ivr/preview`: what a caller hears who presses these keys; `-` is none in time. */
export const PreviewFlow = z.strictObject({
  flow: IvrFlow,
  keys: z.array(z.string().regex(/^[0-9*#-]$/)).max(20),
  facts: PreviewFacts.optional(),
});

export const FlowPreview = z.object({
  problems: z.array(FlowProblem),
  /** Turn by turn: what is said, and the key that answered it. */
  turns: z.array(
    z.object({
      step: z.string(),
      said: z.array(
        z.object({
          zh: z.string(),
          en: z.string(),
          /** The sound that this caller hears in place of the words. */
          sound: Id.nullable(),
        }),
      ),
      key: z.string().nullable(),
    }),
  ),
  /** Where the caller is in the end. */
  arrivedAt: z.string(),
  language: Language.nullable(),
  topic: z.string().nullable(),
});
export type FlowPreview = z.infer<typeof FlowPreview>;

/** `PUT /api/ivr/incident`: every caller hears the notice until it is over. */
export const SetIncident = z.strictObject({ notice: OwnWords, until: InstantText });
export const Incident = z.object({
  incidentId: Id,
  notice: OwnWords,
  startedAt: InstantText,
  until: InstantText,
});
export type Incident = z.infer<typeof Incident>;
export const IncidentAnswer = z.object({ incident: Incident.nullable() });

/** `POST /api/nuisance`: whoever made this call is on the list for so many days. */
export const AddNuisance = z.strictObject({
  callId: Id,
  reason: text(200),
  days: z.int().min(1).max(365),
});
export const NuisanceEntry = z.object({
  nuisanceId: Id,
  citizenId: Id,
  /** Masked. */
  phone: z.string().nullable(),
  reason: z.string(),
  addedBy: z.string().nullable(),
  addedAt: InstantText,
  until: InstantText,
  liftedAt: InstantText.nullable(),
});
export type NuisanceEntry = z.infer<typeof NuisanceEntry>;
