import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { surveyRoutes } from './http/surveys.ts';
import { live } from './live.ts';
import { plugSurveyWords } from './purposes.ts';
import { inviteAfterClose } from './reactions/invite-after-close.ts';

export { inviteAfterCase } from './commands/invite-after-case.ts';
export { surveyCode } from './io/survey-code.ts';

/** Invitations after a closed case, and the citizens' answers. */
export const surveys: Module = {
  name: 'surveys',
  access,
  routes: surveyRoutes,
  reactions: [inviteAfterClose],
  live,
  plug: plugSurveyWords,
};
