import { users } from '@1999/directory';
import type { Actor, App } from '@1999/platform';
import type { FaqFacets, FaqState } from '../contract.ts';
import { todayOf } from './entries.ts';

/** What the editor's list can be filtered by, and how much waits for this person's look. */
export async function faqFacets(app: App, actor: Actor): Promise<FaqFacets> {
  const today = todayOf(app);
  const [categories, counts, people, words] = await Promise.all([
    app.sql<{ category: string }[]>`
      select distinct v.content ->> 'category' as category
      from faq_entry e join faq_version v on v.entry_id = e.id and v.version = e.version
      order by 1`,
    app.sql<{ state: FaqState; n: string; due: string; my_due: string; my_expired: string }[]>`
      with seen as (select state,
          coalesce(owner_id = ${actor.id}, true) as mine,
          coalesce(published_version is not null and review_by < ${today}::date, false) as due
        from faq_entry)
      select state, count(*) as n, count(*) filter (where due) as due,
        count(*) filter (where due and mine) as my_due,
        count(*) filter (where state = 'expired' and mine) as my_expired
      from seen group by state`,
    users(app.db),
    app.sql<{ n: string }[]>`select count(*) as n from faq_word where state = 'proposed'`,
  ]);
  const states: Record<FaqState, number> = { draft: 0, review: 0, published: 0, expired: 0 };
  for (const { state, n } of counts) states[state] = Number(n);
  const sum = (of: 'due' | 'my_due' | 'my_expired') =>
    counts.reduce((all, row) => all + Number(row[of]), 0);
  return {
    categories: categories.map(({ category }) => category),
    editors: people
      .filter(({ role, disabled }) => !disabled && (role === 'supervisor' || role === 'admin'))
      .map(({ id, name }) => ({ id, name })),
    states,
    reviewDue: sum('due'),
    waiting: {
      expired: sum('my_expired'),
      reviewDue: sum('my_due'),
      words: Number(words[0]?.n ?? 0),
    },
  };
}
