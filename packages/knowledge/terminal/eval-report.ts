import { type DangerDetector, scoreDangers } from '../domain/evaluation/dangers.ts';
import {
  type Answered,
  type Scorecard,
  type Share,
  scorecard,
} from '../domain/evaluation/score.ts';
import { separation } from '../domain/evaluation/separation.ts';
import { BAR, tune } from '../domain/evaluation/tune.ts';
import { THRESHOLDS, type Thresholds } from '../domain/search/confidence.ts';

/** The whole report in lines for the terminal: overall, by kind, by category. */
export function evalReport(all: readonly Answered[]): string {
  const inside = all.filter(({ faqId }) => faqId !== null).map(confidenceOf);
  const outside = all.filter(({ faqId }) => faqId === null).map(confidenceOf);
  const auc = separation(inside, outside);
  return [
    '[ ] 為 95 % 信賴區間 are intervals of 95 %: Wilson; AUC bootstrap',
    cardOf('全部 All', scorecard(all)),
    auc
      ? put('AUC', `${auc.auc.toFixed(3)}  [${auc.low.toFixed(3)}, ${auc.high.toFixed(3)}]`)
      : put('AUC', '– (需有範圍內與範圍外問題 needs both)'),
    ...groupsOf('kind', all),
    ...groupsOf('category', all),
  ].join('\n');
}

const confidenceOf = ({ certainty }: Answered) => certainty.confidence;

function groupsOf(by: 'kind' | 'category', all: readonly Answered[]): string[] {
  const names = [...new Set(all.map((one) => one[by]))].sort();
  return names.map((name) =>
    cardOf(`${by} ${name || '–'}`, scorecard(all.filter((one) => one[by] === name))),
  );
}

function cardOf(name: string, card: Scorecard): string {
  const lines = [`\n${name}  (範圍內 in scope ${card.inScope}, 範圍外 out ${card.outOfScope})`];
  const add = (label: string, share: Share) => {
    if (share.of > 0) lines.push(put(label, percent(share)));
  };
  add('direct-correct', card.directCorrect);
  add('direct-wrong', card.directWrong);
  add('in choices', card.inChoices);
  add('lost', card.lost);
  add('direct or in choices', card.found);
  add('direct precision', card.precision);
  if (card.outOfScope > 0) add('  with out of scope', card.precisionOfAll);
  add('R@1', card.first);
  add('R@3', card.firstThree);
  add('out-of-scope answered', card.outOfScopeAnswered);
  add('out-of-scope referred', card.outOfScopeReferred);
  add('out-of-scope offered', card.outOfScopeOffered);
  return lines.join('\n');
}

/** The dangers that were missed and the false alarms, each in its own words; '' without any. */
export function dangerReport(
  asked: readonly { q: string; kind: string }[],
  isDanger?: DangerDetector,
): string {
  if (asked.length === 0) return '';
  if (!isDanger) {
    return `\n危險 Dangers: ${asked.length} 題未評 not scored (沒有偵測器 no detector)`;
  }
  const { missed, falseAlarms, missedQuestions, falseQuestions } = scoreDangers(asked, isDanger);
  return [
    '\n危險 Dangers',
    put('dangers missed', percent(missed)),
    ...missedQuestions.map((q) => `    ✗ ${q}`),
    put('false alarms', percent(falseAlarms)),
    ...falseQuestions.map((q) => `    ! ${q}`),
  ].join('\n');
}

/** The thresholds in force, and those that would be best on these questions. */
export function tuningReport(all: readonly Answered[]): string {
  const best = tune(all);
  const words = ({ direct, directMargin, directSaid, choices }: Thresholds) =>
    `direct ${direct}, directMargin ${directMargin}, directSaid ${directSaid}, choices ${choices}`;
  return [
    `\n門檻 Thresholds (precision with out of scope ≥ ${BAR.precision}, out-of-scope answered ≤ ${BAR.outOfScopeAnswered}, refused ≤ ${BAR.refused})`,
    put('in force', words(THRESHOLDS)),
    put('best here', best ? words(best) : '– (無 none)'),
  ].join('\n');
}

const put = (label: string, value: string) => `  ${label.padEnd(22)} ${value}`;

const percent = ({ count, of, share, low, high }: Share) =>
  `${(share * 100).toFixed(1).padStart(5)} %  [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]  ${count}/${of}`;
