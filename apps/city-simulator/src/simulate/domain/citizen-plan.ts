import { drawNeed, type Need, type Reference } from './need.ts';
import type { Random } from './random.ts';

/** What one caller will do. Times in milliseconds. */
export interface CitizenPlan {
  readonly name: string | null;
  /** The keys pressed, one at each question; null lets the question pass unanswered. */
  readonly keys: readonly (string | null)[];
  /** How long the caller thinks before a key. */
  readonly thinkMs: number;
  /** From dialling; then hangs up if nobody has answered. */
  readonly patienceMs: number;
  readonly talkMs: number;
  /** Hangs up at the end of the talk before the agent does. */
  readonly hangsUpFirst: boolean;
  /** Null: only asks something. */
  readonly need: Need | null;
  /** What becomes of a survey link; null leaves it unopened. */
  readonly survey: SurveyPlan | null;
}

export interface SurveyPlan {
  readonly afterMs: number;
  readonly score: number;
  readonly comment: string | null;
}

const PATIENT_MS = 240_000;
const names = ['王小明', '陳美玲', '林志偉', '張雅婷', '李建宏', '黃淑芬', '吳家豪', '劉怡君'];
const comments = [
  '處理得很快，謝謝。',
  '希望以後可以更快。',
  '話務人員很親切。',
  '還是沒有完全修好。',
];
/** Most are satisfied, as in the city's own surveys. */
const scores = [5, 5, 5, 5, 4, 4, 4, 3, 2, 1];

/** Draws one caller: a danger, a report, or only a question; patient, or not. */
export function drawCitizen(random: Random, reference: Reference): CitizenPlan {
  const danger = random.chance(0.1);
  const reports = danger || random.chance(0.75);
  const impatient = !danger && random.chance(0.15);
  return {
    name: random.chance(0.6) ? random.pick(names) : null,
    keys: drawKeys(random, danger, reports),
    thinkMs: random.between(600, 4_000),
    patienceMs: impatient ? random.between(3_000, 45_000) : PATIENT_MS,
    talkMs: random.between(8_000, 40_000),
    hangsUpFirst: random.chance(0.5),
    need: reports ? drawNeed(random, reference, danger) : null,
    survey: drawSurvey(random),
  };
}

/** Whether and how a survey is answered. */
export function drawSurvey(random: Random): SurveyPlan | null {
  if (!random.chance(0.6)) return null;
  return {
    afterMs: random.between(2_000, 10_000),
    score: random.pick(scores),
    comment: random.chance(0.3) ? random.pick(comments) : null,
  };
}

/** Whoever is in danger presses 9 at once; a few press a wrong key, or none, first. */
function drawKeys(random: Random, danger: boolean, reports: boolean): (string | null)[] {
  if (danger) return ['9'];
  const keys = [random.pick(['1', '1', '1', '1', '2', '2', '3', '4']), reports ? '2' : '1'];
  const slip = random.next();
  if (slip < 0.04) return ['7', ...keys];
  return slip < 0.07 ? [null, ...keys] : keys;
}
