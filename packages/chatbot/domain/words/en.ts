import type { Phrases } from './phrases.ts';

const CALL =
  'If you cannot get through, call 1999 or press “A person, please”. This chat cannot connect you to 119 or 110.';

/** English. */
export const en: Phrases = {
  danger: {
    fire: `Get away from fire and smoke and call 119 now. ${CALL}`,
    gas: `Do not touch switches or flames. Open doors and windows, go outside and call 119 now. ${CALL}`,
    medical: `Call 119 for an ambulance now, do what they tell you and stay with the person. ${CALL}`,
    rescue: `Call 119 now and say where the person is. Stay where you are safe yourself. ${CALL}`,
    water: `Go to higher ground, away from the water, and call 119 now. Do not walk or drive through it. ${CALL}`,
    electric: `Keep away from wires and from water near them, touch nothing, and call 119 now. ${CALL}`,
    structure: `Get away from what may fall or collapse and call 119 now. ${CALL}`,
    poison: `Call 119 now. Keep what was eaten or touched, and do not make anyone vomit. ${CALL}`,
    crime: `Get to a safe place and call the police at 110 now; if someone is hurt call 119. ${CALL}`,
    violence: `You do not have to face this alone. Call 113, the protection hotline, day and night; if it is happening now call 110, if someone is hurt 119. ${CALL}`,
    suicide: `Thank you for saying it. Please call 1925 now, the free lifeline, day and night; if someone is hurt, has taken pills or is about to do it, call 119. ${CALL}`,
    missing: `Call the police at 110 now; you need not wait 24 hours. Say what the person looks like, wears, and where they were last seen. ${CALL}`,
    unclear: `If anybody is hurt, ill or trapped, or something is dangerous right now, call 119 at once; if somebody means to harm you or others, call 110; if you think of harming yourself, call 1925. ${CALL}`,
  },
  dangerChoices: 'If you only wanted to know about it:',
  masked: '(To protect you, personal data in your message was blotted out and is not kept.)',
  switchedOff: 'The bot is not answering now. Press “A person, please”, or call 1999.',
  person: 'Of course. I am looking for an agent for you.',
  smallTalk:
    'Hello, this is the 1999 assistant. Ask me about city services, report a problem such as a pothole, or track a case. You can ask for a person at any time.',
  thanks: 'You are welcome. Ask again whenever you need to.',
  sayMore:
    'Tell me in one sentence what you would like to know, such as “how do I pay a parking fee”.',
  choices: 'Which of these do you mean?',
  clarify: 'Which of these is it? You can also put the question more fully.',
  outOfScope:
    'I have no reliable answer to this and would rather not guess. Try other words, or press “A person, please” for an agent.',
  refer: 'This is not handled by the city. Please ask:',
  inChinese: 'I have this in Chinese; an agent can explain it in English.',
  askType:
    'I can take that down. What is the problem? For example a street light, a pothole, a fallen tree, illegal parking.',
  askDistrict: 'Which district is it in? For example Sanmin or Fengshan.',
  askAddress: 'Where exactly? A street and number, a crossing, a lamp post number or a landmark.',
  askDescription: 'Please describe it briefly. You can add a photo below.',
  checkReport: ({ type, place, description }) =>
    `Please check:\nType: ${type}\nPlace: ${place}\nDescription: ${description}\nIf it is right, press “Confirm and send” or answer “confirm”; otherwise change it below.`,
  cancelled: 'Cancelled. Nothing was sent.',
  filed: ({ number, code }) =>
    `Your case is open: number ${number}, code ${code}. Keep both; they tell you how it stands.`,
  askCaseNumber: 'Please give me the case number, such as A-TB-2026-00042.',
  askTrackingCode: 'Please give me the six-digit code of this case.',
  notFound: 'No case has this number and code. Please check them and tell me again.',
  locked: 'There were too many tries. Try again later, or press “A person, please”.',
  tracked: ({ number, state, steps }) => `Case ${number}: ${state}. ${steps}`,
};
