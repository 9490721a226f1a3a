import { TAIPEI } from '@1999/calendar';
import { type App, instantText, NotFound } from '@1999/platform';
import type { z } from 'zod';
import type {
  FaqContent,
  FaqEntriesAnswer,
  FaqEntriesQuery,
  FaqEntryRow,
  FaqEntryView,
  FaqState,
} from '../contract.ts';
import { personNames } from './person-names.ts';

interface Row {
  id: string;
  key: string;
  state: FaqState;
  version: number;
  published_version: number | null;
  owner_id: string | null;
  owner_name: string | null;
  review_due: boolean;
  updated_at: string;
  content: FaqContent;
}

/** This day in Taiwan, `2026-03-02`. */
export function todayOf(app: App): string {
  return app.clock.now().toZonedDateTimeISO(TAIPEI).toPlainDate().toString();
}

/** The editor's list: newest change first; every word of `q` stands somewhere in the entry. */
export async function entryList(
  app: App,
  query: FaqEntriesQuery,
): Promise<z.output<typeof FaqEntriesAnswer>> {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const nobody = query.owner === 'nobody';
  const owner = nobody ? null : (query.owner ?? null);
  const rows = await app.sql<(Row & { total: string })[]>`
    select e.id, e.key, e.state, e.version, e.published_version, e.owner_id,
      u.display_name as owner_name, e.updated_at::text, v.content, count(*) over () as total,
      coalesce(e.published_version is not null and e.review_by < ${todayOf(app)}::date, false)
        as review_due
    from faq_entry e join faq_version v on v.entry_id = e.id and v.version = e.version
      left join app_user u on u.id = e.owner_id
    where (${query.state ?? null}::text is null or e.state = ${query.state ?? null})
      and (${query.category ?? null}::text is null
        or v.content ->> 'category' = ${query.category ?? null})
      and (${owner}::uuid is null or e.owner_id = ${owner})
      and (${!nobody} or e.owner_id is null)
      and (${!query.reviewDue} or (e.published_version is not null
        and e.review_by < ${todayOf(app)}::date))
      and (${words.length === 0} or (select bool_and(strpos(lower(concat_ws(' ', e.key,
          v.content ->> 'question', v.content ->> 'answer', v.content ->> 'category',
          v.content ->> 'similar', v.content ->> 'tags')), word) > 0)
        from unnest(${words}::text[]) as word))
    order by e.updated_at desc, e.id desc limit ${query.limit} offset ${query.offset}`;
  return { total: Number(rows[0]?.total ?? 0), entries: rows.map(rowView) };
}

/** One entry with its newest words and the history of its versions. @throws NotFound */
export async function entryView(app: App, key: string): Promise<FaqEntryView> {
  const [row] = await app.sql<Row[]>`
    select e.id, e.key, e.state, e.version, e.published_version, e.owner_id,
      u.display_name as owner_name, e.updated_at::text, v.content,
      coalesce(e.published_version is not null and e.review_by < ${todayOf(app)}::date, false)
        as review_due
    from faq_entry e join faq_version v on v.entry_id = e.id and v.version = e.version
      left join app_user u on u.id = e.owner_id
    where e.key = ${key}`;
  if (!row) throw new NotFound();
  const versions = await app.sql<{ version: number; at: string; by: string | null }[]>`
    select version, at::text, by from faq_version where entry_id = ${row.id} order by version desc`;
  const [rated] = await app.sql<{ helpful: string; unhelpful: string }[]>`
    select count(*) filter (where helpful) as helpful,
      count(*) filter (where not helpful) as unhelpful
    from faq_rating where entry_id = ${row.id}`;
  const nameOf = await personNames(
    app,
    versions.map(({ by }) => by),
  );
  return {
    entry: rowView(row),
    content: row.content,
    versions: versions.map(({ version, at, by }) => ({
      version,
      at: instantText(at),
      by: nameOf(by),
    })),
    ratings: { helpful: Number(rated?.helpful), unhelpful: Number(rated?.unhelpful) },
  };
}

/** The words of one version. @throws NotFound */
export async function versionContent(app: App, key: string, version: number): Promise<FaqContent> {
  const [row] = await app.sql<{ content: FaqContent }[]>`
    select v.content from faq_entry e join faq_version v on v.entry_id = e.id
    where e.key = ${key} and v.version = ${version}`;
  if (!row) throw new NotFound();
  return row.content;
}

function rowView(row: Row): FaqEntryRow {
  const { content } = row;
  return {
    id: row.key,
    state: row.state,
    question: content.question,
    category: content.category,
    agency: content.agency,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    version: row.version,
    publishedVersion: row.published_version,
    similar: content.similar.length,
    reviewBy: content.reviewBy,
    reviewDue: row.review_due,
    validTo: content.validTo,
    updatedAt: instantText(row.updated_at),
  };
}
