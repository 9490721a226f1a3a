import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** The languages the bot answers in; whoever asks in another is answered in that one and offered a person. */
export const BotLanguage = z.enum(['zh', 'en']);
export type BotLanguage = z.infer<typeof BotLanguage>;

/** What came of a question. */
export const Outcome = z.enum(['answer', 'choices', 'handoff', 'emergency']);
export type Outcome = z.infer<typeof Outcome>;

/**
 * Why, where the outcome alone does not say it. `answer` + `refer`: the cited entry names who does
 * what the city does not. `handoff` + `out_of_scope`: we do not know, and offer a person;
 * `handoff` + `person`: a person was asked for.
 */
export const Reason = z.enum([
  'refer',
  'clarify',
  'out_of_scope',
  'report',
  'track',
  'small_talk',
  'person',
]);
export type Reason = z.infer<typeof Reason>;

export const Citation = z.strictObject({ faqId: z.string(), title: z.string() });
export type Citation = z.infer<typeof Citation>;

/** The bot's answer to one message, as everybody's systems rely on it. */
export const BotReply = z.strictObject({
  outcome: Outcome,
  reason: Reason.optional(),
  text: z.string(),
  citations: z.array(Citation),
  choices: z.array(Citation),
  /** 0 to 1: how sure the search was of its best entry. */
  confidence: z.number().min(0).max(1),
});
export type BotReply = z.infer<typeof BotReply>;

/** What is dangerous, as far as it decides whom to call. */
export const DangerKind = z.enum([
  'fire',
  'gas',
  'medical',
  'rescue',
  'water',
  'electric',
  'structure',
  'poison',
  'crime',
  'violence',
  'suicide',
  'missing',
  'unclear',
]);
export type DangerKind = z.infer<typeof DangerKind>;

/** A number to dial oneself: nobody is put through to it from a chat. */
export const EmergencyNumber = z.enum(['119', '110', '113', '1925', '1999']);
export type EmergencyNumber = z.infer<typeof EmergencyNumber>;

/** How an answer came about: by the engine alone, or with a language model; why not where it failed. */
export const AnsweredBy = z.enum([
  'offline',
  'model',
  'modelOff',
  'modelSlow',
  'modelFailed',
  'modelRefused',
  'modelBudget',
]);
export type AnsweredBy = z.infer<typeof AnsweredBy>;

export const Thumb = z.enum(['up', 'down']);
export type Thumb = z.infer<typeof Thumb>;

/** `unanswered`: out of scope or asked to clarify; `badlyRated`: thumbs down. */
export const QuestionKind = z.enum(['unanswered', 'badlyRated', 'all']);
export const HowHandled = z.enum(['similar', 'entry', 'word', 'dismissed']);

export const BotQuestionsQuery = z.strictObject({
  kind: QuestionKind.default('unanswered'),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  category: z.string().max(60).optional(),
  language: BotLanguage.optional(),
  /** `false`: what no editor has dealt with yet. */
  handled: z.enum(['true', 'false']).default('false'),
  /** The last id of the page before. */
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

/** A question out of the bot's log. Newest first. */
export const BotQuestion = z.object({
  id: Id,
  at: InstantText,
  /** As asked, with personal data blotted out; null once the conversation was erased. */
  question: z.string().nullable(),
  language: z.string(),
  outcome: Outcome,
  reason: Reason.nullable(),
  confidence: z.number(),
  /** What it was answered with, or offered. */
  faqIds: z.array(z.string()),
  /** The entry that came nearest, also where it was not shown. */
  nearest: Citation.nullable(),
  category: z.string().nullable(),
  thumb: Thumb.nullable(),
  handled: HowHandled.nullable(),
});
export type BotQuestion = z.infer<typeof BotQuestion>;

/** An editor has dealt with it: added it to an entry, wrote a new one, proposed a word of it, or let it be. */
export const HandleQuestionBody = z.strictObject({
  as: HowHandled,
  faqId: z.string().min(1).max(100).optional(),
});

export const BotFiguresQuery = z.strictObject({
  /** Days of Taipei, both included; the last 30 days unless told, no more than 400. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

const figures = {
  questions: z.int(),
  answered: z.int(),
  choices: z.int(),
  referred: z.int(),
  outOfScope: z.int(),
  toPerson: z.int(),
  emergencies: z.int(),
  thumbsUp: z.int(),
  thumbsDown: z.int(),
  byModel: z.int(),
};
export const BotFigure = z.object({
  day: z.string(),
  /** Of the entry that came nearest; null where none did. */
  category: z.string().nullable(),
  ...figures,
});
export type BotFigure = z.infer<typeof BotFigure>;

export const BotFigures = z.object({
  rows: z.array(BotFigure),
  total: z.object({
    ...figures,
    /** (answered + choices + referred) ÷ questions that were of knowledge; null without any. */
    answerRate: z.number().nullable(),
    /** (out of scope + asked for a person) ÷ questions; null without any. */
    handOverRate: z.number().nullable(),
  }),
});
export type BotFigures = z.infer<typeof BotFigures>;

/** The kill switch. With the bot off every question goes to a person; emergencies are still told. */
export const BotSettings = z.object({
  botOn: z.boolean(),
  modelOn: z.boolean(),
  /** Whether a model is configured at all. */
  modelConfigured: z.boolean(),
  updatedAt: InstantText.nullable(),
  updatedBy: z.string().nullable(),
});
export type BotSettings = z.infer<typeof BotSettings>;

export const SetBotBody = z.strictObject({
  botOn: z.boolean(),
  modelOn: z.boolean(),
  reason: text(200).optional(),
});

/** The journal's events of this room; live topic `bot` (supervision and administration). */
export const botEvents = [
  'bot.answered',
  'bot.rated',
  'bot.questionHandled',
  'bot.switched',
] as const;

/** Payload of `bot.answered`: codes and ids only. */
export const BotAnswered = z.object({
  sessionId: Id,
  outcome: Outcome,
  reason: Reason.nullable(),
  language: z.string(),
  faqIds: z.array(z.string()),
  confidence: z.number(),
  by: AnsweredBy,
  danger: DangerKind.nullable(),
});

/*
 * Routes
 *   GET  /api/bot/questions             BotQuestionsQuery → BotQuestion[]            supervisor, admin
 *   GET  /api/bot/questions/:id         → BotQuestion                                supervisor, admin
 *   POST /api/bot/questions/:id/handled HandleQuestionBody → BotQuestion             supervisor, admin
 *   GET  /api/bot/figures               BotFiguresQuery → BotFigures                 supervisor, admin
 *   GET  /api/bot/settings              → BotSettings                                supervisor, admin
 *   PUT  /api/bot/settings              SetBotBody → BotSettings                     supervisor, admin
 */
