import { admit } from './admit.ts';
import { answer } from './answer.ts';
import { startReport } from './ask-for-report.ts';
import { callPerson } from './call-person.ts';
import { checkSizeAndLanguage } from './check-size-and-language.ts';
import { consultModel } from './consult-model.ts';
import { followDialogue } from './follow-dialogue.ts';
import { guard } from './guard-private-data.ts';
import { heedSwitch } from './heed-switch.ts';
import { offerChoices } from './offer-choices.ts';
import { pickChoice } from './pick-choice.ts';
import { admitRefused, refuseChoices } from './refuse-choices.ts';
import { retrieve } from './retrieve.ts';
import { askForWords, smallTalk, tellLanguages } from './small-talk.ts';
import { spotDanger } from './spot-danger.ts';
import { takeProblem } from './take-problem.ts';
import type { Step } from './thinking.ts';
import { startTracking } from './track-case.ts';

/** The answer pipeline. The first step that concludes ends it; the last always does. */
export const STEPS: readonly Step[] = [
  checkSizeAndLanguage,
  spotDanger,
  guard,
  callPerson,
  heedSwitch,
  followDialogue,
  smallTalk,
  startTracking,
  refuseChoices,
  pickChoice,
  tellLanguages,
  askForWords,
  startReport,
  retrieve,
  admitRefused,
  consultModel,
  answer,
  offerChoices,
  takeProblem,
  admit,
];
