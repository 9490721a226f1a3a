import { type App, NotFound, parseInstant } from '@1999/platform';
import type { FaqContent, FaqEntryRow, FaqEntryView, FaqState } from '../contract.ts';

interface Row {
  id: string;
  key: string;
  state: FaqState;
  version: number;
  published_version: number | null;
  owner_id: string | null;
  updated_at: string;
  content: FaqContent;
}

/** The editor's list: newest change first, at most `limit`, by state and owner when they are named. */
export async function entryList(
  app: App,
  {
    state,
    owner,
    limit,
  }: { state?: FaqState | undefined; owner?: string | undefined; limit: number },
): Promise<FaqEntryRow[]> {
  const rows = await app.sql<Row[]>`
    select e.id, e.key, e.state, e.version, e.published_version, e.owner_id, e.updated_at::text,
      v.content
    from faq_entry e join faq_version v on v.entry_id = e.id and v.version = e.version
    where (${state ?? null}::text is null or e.state = ${state ?? null})
      and (${owner ?? null}::uuid is null or e.owner_id = ${owner ?? null})
    order by e.updated_at desc, e.id desc limit ${limit}`;
  return rows.map(rowView);
}

/** One entry with its newest words and the history of its versions. @throws NotFound */
export async function entryView(app: App, key: string): Promise<FaqEntryView> {
  const [row] = await app.sql<Row[]>`
    select e.id, e.key, e.state, e.version, e.published_version, e.owner_id, e.updated_at::text,
      v.content
    from faq_entry e join faq_version v on v.entry_id = e.id and v.version = e.version
    where e.key = ${key}`;
  if (!row) throw new NotFound();
  const versions = await app.sql<{ version: number; at: string; by: string | null }[]>`
    select version, at::text, by from faq_version where entry_id = ${row.id} order by version desc`;
  return {
    entry: rowView(row),
    content: row.content,
    versions: versions.map((one) => ({ ...one, at: parseInstant(one.at).toString() })),
  };
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
    version: row.version,
    publishedVersion: row.published_version,
    similar: content.similar.length,
    reviewBy: content.reviewBy,
    validTo: content.validTo,
    updatedAt: parseInstant(row.updated_at).toString(),
  };
}
