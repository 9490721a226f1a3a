import { purposes } from '@1999/messaging';
import type { App } from '@1999/platform';
import { surveyCode } from './io/survey-code.ts';

/** The words of the invitation, composed when it is sent: the link's code is stored nowhere. */
export function plugSurveyWords(app: App): void {
  app.services.get(purposes).set('survey.invite', async (_app, { refId, locale }) => {
    const link = `${app.config.publicUrl}/s/${surveyCode(app, refId)}`;
    return locale === 'en'
      ? `1999: your case is closed. How did we do? ${link}`
      : `1999市民專線:您的案件已結案,請花一分鐘告訴我們您是否滿意 ${link}`;
  });
}
