import type { zh } from './zh.ts';

/** The citizen app's sentences in English. */
export const en: Record<keyof typeof zh, string> = {
  'app.name': 'Kaohsiung City 1999 Hotline',
  'home.title': 'How can we help?',
  'home.emergency':
    'If someone is hurt, or there is a fire or a crime, dial 119 or 110 yourself. A web call cannot reach 110 or 119.',
  'home.call': 'Call 1999',
  'home.call.hint': 'Talk from this browser, free of charge, 24 hours a day.',
  'home.track': 'Track a case',
  'home.track.hint': 'See how it stands, by case number and code.',
  'home.byPhone': 'Questions and reports are taken by phone for now',
  'home.byPhone.hint':
    'Potholes, street lights, fallen trees, flooding and so on: dial 1999, or 07-335-6111 from other counties.',
  'home.dial': 'Dial 1999 by phone',
  'survey.title': 'How did we do?',
  'survey.about': 'Case {number}',
  'survey.closedAt': 'Closed',
  'survey.question': 'Are you satisfied with how this was handled?',
  'survey.score.5': 'Very satisfied',
  'survey.score.4': 'Satisfied',
  'survey.score.3': 'Neither',
  'survey.score.2': 'Dissatisfied',
  'survey.score.1': 'Very dissatisfied',
  'survey.comment': 'Anything you want to tell us',
  'survey.comment.hint': 'Optional. Please give no names, phone numbers or other personal data.',
  'survey.send': 'Send',
  'survey.thanks': 'Thank you for your answer',
  'survey.thanks.body': 'Your rating is “{score}”. It helps us to do better.',
  'survey.expired': 'This survey has ended',
  'survey.expired.body': 'If something is still wrong, please call 1999 again.',
  'survey.wrongLink': 'Survey not found',
  'survey.wrongLink.body':
    'The link may be incomplete; please open it from the text message again.',
};
