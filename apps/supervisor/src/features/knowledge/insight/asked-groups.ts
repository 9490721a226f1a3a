import type { BotFigures, BotQuestion } from '@1999/chatbot/contract';
import type { FaqGroups } from '@1999/knowledge/contract';

/** Questions that ask the same, the most typical first. */
export interface AskedGroup {
  readonly id: string;
  readonly questions: readonly { readonly id: string; readonly question: string }[];
  /** How many of them were rated badly. */
  readonly down: number;
  readonly nearest: { readonly faqId: string; readonly title: string } | null;
}

/** Puts the words back to the groups' ids; an entry that the bot showed counts as nearest. */
export function join(groups: FaqGroups, asked: readonly BotQuestion[]): AskedGroup[] {
  const byId = new Map(asked.map((one) => [one.id, one]));
  return groups.map(({ centre, ids, nearest }) => {
    const questions = ids.flatMap((id) => byId.get(id) ?? []);
    return {
      id: centre,
      questions: questions.flatMap(({ id, question }) => (question ? [{ id, question }] : [])),
      down: questions.filter(({ thumb }) => thumb === 'down').length,
      nearest: nearest ?? byId.get(centre)?.nearest ?? null,
    };
  });
}

/** One line of a table of figures. */
export interface FigureLine {
  readonly name: string;
  readonly questions: number;
  /** Answered, offered or referred, of the questions that were of knowledge; null without any. */
  readonly answerRate: number | null;
  /** Out of scope or asked for a person, of all; null without any. */
  readonly handOverRate: number | null;
  readonly up: number;
  readonly down: number;
}

/** Adds the rows up by `day` or by `category`; what has no category stands under ''. */
export function linesBy(rows: BotFigures['rows'], by: 'day' | 'category'): FigureLine[] {
  const sums = new Map<string, BotFigures['rows']>();
  for (const row of rows) {
    const name = row[by] ?? '';
    sums.set(name, [...(sums.get(name) ?? []), row]);
  }
  const lines = [...sums].map(([name, all]) => lineOf(name, all));
  return by === 'day'
    ? lines.sort((a, b) => (a.name < b.name ? 1 : -1))
    : lines.sort((a, b) => b.questions - a.questions);
}

function lineOf(name: string, rows: BotFigures['rows']): FigureLine {
  const sum = (of: (row: BotFigures['rows'][number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const good = sum(({ answered, choices, referred }) => answered + choices + referred);
  const outOfScope = sum((row) => row.outOfScope);
  const questions = sum((row) => row.questions);
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    name,
    questions,
    answerRate: rate(good, good + outOfScope),
    handOverRate: rate(outOfScope + sum(({ toPerson }) => toPerson), questions),
    up: sum(({ thumbsUp }) => thumbsUp),
    down: sum(({ thumbsDown }) => thumbsDown),
  };
}
