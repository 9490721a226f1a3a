import { type FaqWord, WordState } from '@1999/knowledge/contract';
import {
  Button,
  ConfirmDialog,
  Dialog,
  EmptyState,
  QueryView,
  Select,
  toast,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../../messages/index.ts';
import { downloadFile } from '../download-file.ts';
import { KnowledgeShell } from '../knowledge-shell.tsx';
import { Pages } from '../pages.tsx';
import { SearchField } from '../search-field.tsx';
import { AskedQuestion } from './asked-question.tsx';
import { useWordStep, useWords, type WordFilters } from './use-words.ts';
import { WordsTable } from './words-table.tsx';

/** The city's own words, filtered, accepted, withdrawn and given out as a file. */
export function WordsPage({ filters, page }: { filters: WordFilters; page: number }) {
  const t = useT();
  const navigate = useNavigate();
  const words = useWords(filters, page);
  const step = useWordStep();
  const [asked, showAsked] = useState<FaqWord>();
  const [leaving, withdraw] = useState<FaqWord>();
  const isFiltered = filters.q !== undefined || filters.state !== undefined;
  return (
    <KnowledgeShell
      title={t('words.title')}
      aside={
        <Link to="/knowledge/words/new" className="button button-primary button-normal">
          {t('words.new')}
        </Link>
      }
    >
      <div className="knowledge">
        <p className="muted">{t('words.hint')}</p>
        <FilterFields filters={filters} counts={words.data?.states} />
        <QueryView query={words}>
          {({ total, words }) => (
            <>
              <div className="knowledge-actions">
                <p role="status">{t('words.count', { total })}</p>
                <ExportButton />
              </div>
              {total === 0 && !isFiltered ? (
                <EmptyState>{t('words.none')}</EmptyState>
              ) : (
                <WordsTable
                  words={words}
                  isPending={step.isPending}
                  onAccept={({ id }) => step.mutate({ id, step: 'acceptance' })}
                  onWithdraw={(word) =>
                    word.state === 'accepted'
                      ? withdraw(word)
                      : step.mutate({ id: word.id, step: 'withdrawal' })
                  }
                  onAsked={showAsked}
                />
              )}
              <Pages
                page={page}
                total={total}
                onGo={(to) =>
                  void navigate({ to: '/knowledge/words', search: { ...filters, page: to } })
                }
              />
            </>
          )}
        </QueryView>
        <Dialog
          isOpen={asked !== undefined}
          onClose={() => showAsked(undefined)}
          title={t('words.question')}
          wide
        >
          {asked?.askedId && <AskedQuestion pair={asked} askedId={asked.askedId} />}
        </Dialog>
        <ConfirmDialog
          isOpen={leaving !== undefined}
          title={t('words.withdraw.question', { word: leaving?.word ?? '' })}
          confirmLabel={t('words.withdraw')}
          danger
          onConfirm={() => {
            if (leaving) step.mutate({ id: leaving.id, step: 'withdrawal' });
            withdraw(undefined);
          }}
          onCancel={() => withdraw(undefined)}
        >
          <p>{t('words.withdraw.body')}</p>
        </ConfirmDialog>
      </div>
    </KnowledgeShell>
  );
}

function FilterFields(props: {
  filters: WordFilters;
  counts: Record<WordState, number> | undefined;
}) {
  const { filters, counts } = props;
  const t = useT();
  const navigate = useNavigate();
  const go = (more: { [K in keyof WordFilters]: WordFilters[K] | undefined }) =>
    void navigate({
      to: '/knowledge/words',
      search: { ...filters, ...more } as WordFilters,
      replace: true,
    });
  return (
    <search className="knowledge-filters" aria-label={t('knowledge.filters')}>
      <SearchField
        label={t('words.search')}
        maxLength={60}
        sought={filters.q}
        onSeek={(q) => go({ q })}
      />
      <Select
        label={t('column.state')}
        value={filters.state ?? 'all'}
        onChange={(id) => go({ state: WordState.safeParse(id).data })}
        options={[
          { id: 'all', label: t('knowledge.all') },
          ...WordState.options.map((id) => ({
            id,
            label: t('knowledge.state.count', {
              state: t(`words.state.${id}`),
              count: counts?.[id] ?? 0,
            }),
          })),
        ]}
      />
    </search>
  );
}

function ExportButton() {
  const t = useT();
  const sentence = useErrorSentence();
  const fetched = useMutation({
    mutationFn: () => downloadFile('/api/faq-words-export', 'lexicon-city.tsv'),
    onError: (error) => toast(sentence(error), 'error'),
  });
  return (
    <Button isPending={fetched.isPending} onPress={() => fetched.mutate()}>
      {t('words.export')}
    </Button>
  );
}
