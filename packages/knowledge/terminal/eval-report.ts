import {
  type Answered,
  type Scorecard,
  type Share,
  scorecard,
} from '../domain/evaluation/score.ts';
import { separation } from '../domain/evaluation/separation.ts';

/** The whole report in lines for the terminal: overall, by kind, by category. */
export function evalReport(all: readonly Answered[]): string {
  const inside = all.filter(({ faqId }) => faqId !== null).map(confidenceOf);
  const outside = all.filter(({ faqId }) => faqId === null).map(confidenceOf);
  const auc = separation(inside, outside);
  return [
    cardOf('全部 All', scorecard(all)),
    auc
      ? `  AUC                  ${auc.auc.toFixed(3)}  [${auc.low.toFixed(3)}, ${auc.high.toFixed(3)}] (bootstrap)`
      : '  AUC                  – (需有範圍內與範圍外問題 needs both)',
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
  const put = (label: string, share: Share) =>
    lines.push(`  ${label.padEnd(20)} ${percent(share)}`);
  if (card.inScope > 0) {
    put('direct-correct', card.directCorrect);
    put('direct-wrong', card.directWrong);
    put('in choices', card.inChoices);
    put('lost', card.lost);
    if (card.precision.of > 0) put('direct precision', card.precision);
    put('R@1', card.first);
    put('R@3', card.firstThree);
  }
  if (card.outOfScope > 0) put('out-of-scope answered', card.outOfScopeAnswered);
  return lines.join('\n');
}

const percent = ({ count, of, share, low, high }: Share) =>
  `${(share * 100).toFixed(1).padStart(5)} %  [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]  ${count}/${of}`;
