import { FaqState } from '@1999/knowledge/contract';
import { QueryView, Select, Table, Time } from '@1999/web-kit';
import { Link, useNavigate } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { KnowledgeShell } from './knowledge-shell.tsx';
import { Pages } from './pages.tsx';
import { SearchField } from './search-field.tsx';
import { StateMark } from './state-mark.tsx';
import { type Filters, useEntries, useFacets } from './use-knowledge.ts';
import { WaitingNotice } from './waiting-notice.tsx';

/** Every entry of the knowledge base, searched and filtered; the filters stand in the address. */
export function EntriesPage({ filters, page }: { filters: Filters; page: number }) {
  const t = useT();
  const navigate = useNavigate();
  const entries = useEntries(filters, page);
  return (
    <KnowledgeShell
      title={t('knowledge.title')}
      aside={
        <Link to="/knowledge/new" className="button button-primary button-normal">
          {t('knowledge.new')}
        </Link>
      }
    >
      <div className="knowledge">
        <WaitingNotice />
        <FilterFields filters={filters} />
        <QueryView query={entries}>
          {({ total, entries }) => (
            <>
              <p role="status">{t('knowledge.found', { total })}</p>
              <div className="wide-table">
                <Table
                  caption={t('knowledge.title')}
                  captionHidden
                  rows={entries}
                  rowId={({ id }) => id}
                  empty={t('knowledge.none')}
                  columns={[
                    {
                      id: 'question',
                      header: t('knowledge.question'),
                      isRowHeader: true,
                      cell: ({ id, question }) => (
                        <Link to="/knowledge/entries/$entryId" params={{ entryId: id }}>
                          {question}
                        </Link>
                      ),
                    },
                    {
                      id: 'state',
                      header: t('column.state'),
                      cell: (entry) => <StateMark entry={entry} />,
                    },
                    {
                      id: 'category',
                      header: t('knowledge.category'),
                      cell: ({ category }) => category,
                    },
                    {
                      id: 'similar',
                      header: t('knowledge.similar'),
                      align: 'end',
                      cell: ({ similar }) => similar,
                    },
                    {
                      id: 'owner',
                      header: t('knowledge.owner'),
                      cell: ({ ownerName }) => ownerName ?? t('knowledge.nobody'),
                    },
                    {
                      id: 'review',
                      header: t('knowledge.reviewBy'),
                      cell: ({ reviewBy, reviewDue }) => (
                        <>
                          {reviewBy && <Time at={`${reviewBy}T00:00:00+08:00`} shape="date" />}
                          {reviewDue && <strong> ▲ {t('knowledge.reviewDue')}</strong>}
                        </>
                      ),
                    },
                    {
                      id: 'updated',
                      header: t('knowledge.updatedAt'),
                      cell: ({ updatedAt }) => <Time at={updatedAt} />,
                    },
                  ]}
                />
              </div>
              <Pages
                page={page}
                total={total}
                onGo={(to) => void navigate({ to: '/knowledge', search: { ...filters, page: to } })}
              />
            </>
          )}
        </QueryView>
      </div>
    </KnowledgeShell>
  );
}

function FilterFields({ filters }: { filters: Filters }) {
  const t = useT();
  const { data: facets } = useFacets();
  const navigate = useNavigate();
  const go = (more: Filters) =>
    void navigate({ to: '/knowledge', search: { ...filters, ...more }, replace: true });
  const all = { id: 'all', label: t('knowledge.all') };
  return (
    <search className="knowledge-filters" aria-label={t('knowledge.filters')}>
      <SearchField
        label={t('knowledge.search')}
        maxLength={200}
        sought={filters.q}
        onSeek={(q) => go({ q } as Filters)}
      />
      <Select
        label={t('column.state')}
        value={filters.reviewDue ? 'reviewDue' : (filters.state ?? 'all')}
        onChange={(id) =>
          go({
            state: FaqState.safeParse(id).data,
            reviewDue: id === 'reviewDue' ? 'true' : undefined,
          } as Filters)
        }
        options={[
          all,
          ...FaqState.options.map((id) => ({
            id,
            label: t('knowledge.state.count', {
              state: t(`knowledge.state.${id}`),
              count: facets?.states[id] ?? 0,
            }),
          })),
          {
            id: 'reviewDue',
            label: t('knowledge.state.count', {
              state: t('knowledge.reviewDue'),
              count: facets?.reviewDue ?? 0,
            }),
          },
        ]}
      />
      <Select
        label={t('knowledge.category')}
        value={filters.category ?? 'all'}
        onChange={(id) => go({ category: id === 'all' ? undefined : id } as Filters)}
        options={[all, ...(facets?.categories ?? []).map((id) => ({ id, label: id }))]}
      />
      <Select
        label={t('knowledge.owner')}
        value={filters.owner ?? 'all'}
        onChange={(id) => go({ owner: id === 'all' ? undefined : id } as Filters)}
        options={[
          all,
          { id: 'nobody', label: t('knowledge.nobody') },
          ...(facets?.editors ?? []).map(({ id, name }) => ({ id, label: name })),
        ]}
      />
    </search>
  );
}
