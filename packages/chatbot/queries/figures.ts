import { type App, Invalid } from '@1999/platform';
import type { z } from 'zod';
import type { BotFigure, BotFigures, BotFiguresQuery } from '../contract.ts';
import { localDay } from '../domain/local-day.ts';

const USUAL_DAYS = 30;
const MOST_DAYS = 400;

/**
 * What the bot answered, by day and category. @throws Invalid when the days stand the wrong way
 * round or are more than 400.
 */
export async function botFigures(
  app: App,
  query: z.output<typeof BotFiguresQuery>,
): Promise<BotFigures> {
  const to = query.to ?? localDay(app.clock.now());
  const last = Temporal.PlainDate.from(to);
  const from = query.from ?? last.subtract({ days: USUAL_DAYS - 1 }).toString();
  const days = Temporal.PlainDate.from(from).until(last).total('days');
  if (days < 0) throw new Invalid('range_reversed', 'The first day comes after the last.', 'from');
  if (days > MOST_DAYS)
    throw new Invalid('range_too_long', `No more than ${MOST_DAYS} days.`, 'from');
  const rows = await app.sql<BotFigure[]>`
    select day::text, category,
      count(*)::int as questions,
      count(*) filter (where outcome = 'answer' and reason is null)::int as answered,
      count(*) filter (where outcome = 'choices')::int as choices,
      count(*) filter (where reason = 'refer')::int as referred,
      count(*) filter (where reason = 'out_of_scope')::int as "outOfScope",
      count(*) filter (where reason = 'person')::int as "toPerson",
      count(*) filter (where outcome = 'emergency')::int as emergencies,
      count(*) filter (where thumb = 'up')::int as "thumbsUp",
      count(*) filter (where thumb = 'down')::int as "thumbsDown",
      count(*) filter (where answered_by = 'model')::int as "byModel"
    from bot_decision where day between ${from} and ${to}
    group by day, category order by day, category nulls last`;
  return { rows: [...rows], total: totalOf(rows) };
}

function totalOf(rows: readonly BotFigure[]): BotFigures['total'] {
  const sum = (key: Exclude<keyof BotFigure, 'day' | 'category'>) =>
    rows.reduce((total, row) => total + row[key], 0);
  const questions = sum('questions');
  const [answered, choices, referred] = [sum('answered'), sum('choices'), sum('referred')];
  const [outOfScope, toPerson] = [sum('outOfScope'), sum('toPerson')];
  const asked = answered + choices + referred + outOfScope;
  return {
    questions,
    answered,
    choices,
    referred,
    outOfScope,
    toPerson,
    emergencies: sum('emergencies'),
    thumbsUp: sum('thumbsUp'),
    thumbsDown: sum('thumbsDown'),
    byModel: sum('byModel'),
    answerRate: asked === 0 ? null : (answered + choices + referred) / asked,
    handOverRate: questions === 0 ? null : (outOfScope + toPerson) / questions,
  };
}
