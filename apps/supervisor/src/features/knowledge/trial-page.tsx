import { FaqTrial } from '@1999/knowledge/contract';
import { api, Banner, Button, Card, Facts, QueryView, Table, TextField } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { KnowledgeShell } from './knowledge-shell.tsx';

/** Asks the engine as a citizen would, and shows what it makes its answer of. */
export function TrialPage({ question }: { question: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(question);
  return (
    <KnowledgeShell title={t('knowledge.try')}>
      <div className="knowledge">
        <p className="muted">{t('knowledge.try.hint')}</p>
        <form
          className="knowledge-link"
          onSubmit={(event) => {
            event.preventDefault();
            const q = typed.trim();
            if (q) void navigate({ to: '/knowledge/try', search: { q } });
          }}
        >
          <TextField
            type="search"
            label={t('knowledge.try.question')}
            maxLength={500}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" variant="primary">
            {t('knowledge.try.ask')}
          </Button>
        </form>
        {question && <Result question={question} />}
      </div>
    </KnowledgeShell>
  );
}

function Result({ question }: { question: string }) {
  const trial = useQuery({
    queryKey: ['knowledge', 'trial', question],
    queryFn: ({ signal }) =>
      api.get(`/api/faq-trial?${new URLSearchParams({ q: question })}`, {
        schema: FaqTrial,
        signal,
      }),
  });
  return <QueryView query={trial}>{(found) => <Trial trial={found} asked={question} />}</QueryView>;
}

const per = (share: number) => `${Math.round(share * 100)} %`;
const tones = { answer: 'success', choices: 'info', none: 'warning' } as const;

function Trial({ trial, asked }: { trial: FaqTrial; asked: string }) {
  const t = useT();
  const { thresholds } = trial;
  return (
    <>
      <Banner
        tone={tones[trial.decision]}
        role="status"
        title={t(`knowledge.try.${trial.decision}`)}
      >
        <p>{t(`knowledge.try.${trial.decision}.body`, { title: trial.hits[0]?.title ?? '' })}</p>
        {trial.decision !== 'answer' && (
          <Link to="/knowledge/new" search={{ question: asked }}>
            {t('knowledge.try.write')}
          </Link>
        )}
      </Banner>
      <Card title={t('knowledge.try.why')}>
        <Facts
          items={[
            {
              name: t('knowledge.try.confidence'),
              value: t('knowledge.try.confidence.of', {
                value: per(trial.confidence),
                direct: per(thresholds.direct),
                choices: per(thresholds.choices),
              }),
            },
            { name: t('knowledge.try.coverage'), value: per(trial.coverage) },
            {
              name: t('knowledge.try.margin'),
              value: t('knowledge.try.margin.of', {
                value: per(trial.margin),
                least: per(thresholds.directMargin),
              }),
            },
            {
              name: t('knowledge.try.decoy'),
              value: trial.decoy
                ? `${trial.decoy.topic}（${trial.decoy.score.toFixed(1)}）`
                : t('knowledge.try.decoy.none'),
            },
          ]}
        />
        <div className="wide-table">
          <Table
            caption={t('knowledge.try.hits')}
            rows={trial.hits}
            rowId={({ faqId }) => faqId}
            empty={t('knowledge.try.noHits')}
            columns={[
              {
                id: 'title',
                header: t('knowledge.question'),
                isRowHeader: true,
                cell: ({ faqId, title }) => (
                  <Link to="/knowledge/entries/$entryId" params={{ entryId: faqId }}>
                    {title}
                  </Link>
                ),
              },
              {
                id: 'score',
                header: t('knowledge.try.score'),
                align: 'end',
                cell: ({ score }) => score.toFixed(1),
              },
              { id: 'why', header: t('knowledge.try.terms'), cell: (hit) => <Terms hit={hit} /> },
            ]}
          />
        </div>
      </Card>
    </>
  );
}

function Terms({ hit }: { hit: FaqTrial['hits'][number] }) {
  const t = useT();
  return (
    <ul className="trial-terms">
      {hit.terms.map(({ term, share, said, where }) => (
        <li key={term}>
          <strong>{term}</strong> {per(share)}{' '}
          <span className="muted">
            {!said && `${t('knowledge.try.lexicon')} · `}
            {where.map((place) => t(`knowledge.${place}`)).join(t('agencies.and'))}
          </span>
        </li>
      ))}
    </ul>
  );
}
