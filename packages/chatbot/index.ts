import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { botRoutes } from './http/bot.ts';
import { live, topics } from './live.ts';

export { forgetChat } from './commands/forget-chat.ts';
export { rateAnswer } from './commands/rate-answer.ts';
export { confidenceOf, recordAnswer } from './commands/record-answer.ts';
export { Dialogue, DraftFacts } from './contract/dialogue.ts';
export { emptyDraft, missingIn } from './domain/dialogue.ts';
export { guardPrivateData } from './domain/private-data.ts';
export { phrases } from './domain/words/index.ts';
export { type Answered, answerQuestion } from './pipeline/answer-question.ts';
export type { Conclusion, Turn } from './pipeline/thinking.ts';
export { soundsDangerous } from './queries/sounds-dangerous.ts';
export { thumbsOf } from './queries/thumbs.ts';

/** The answer pipeline: from a citizen's question to an answer, choices, a person or an emergency number. */
export const chatbot: Module = { name: 'chatbot', access, routes: botRoutes, live, topics };
