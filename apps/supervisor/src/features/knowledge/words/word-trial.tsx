import type { FaqWordTrial } from '@1999/knowledge/contract';
import { Banner, ErrorState, LoadingState, TextField } from '@1999/web-kit';
import { useT } from '../../../messages/index.ts';
import type { WordDraft } from './word-draft.ts';
import { WordWarnings } from './word-warnings.tsx';

/** What the engine answers to the question now and what it would with the word, side by side. */
export function WordTrial(props: {
  question: string;
  onQuestion(question: string): void;
  /** The entry that should be found. */
  meant: string | undefined;
  draft: WordDraft | null;
  trial: { data: FaqWordTrial | undefined; error: unknown };
}) {
  const t = useT();
  const { draft, trial } = props;
  return (
    <section className="knowledge" aria-label={t('words.trial')}>
      <h3>{t('words.trial')}</h3>
      <TextField
        label={t('words.trial.question')}
        maxLength={500}
        value={props.question}
        onChange={props.onQuestion}
      />
      {draft === null ? (
        <p className="muted">{t('words.trial.empty')}</p>
      ) : trial.data ? (
        <TrialResult trial={trial.data} meant={props.meant} />
      ) : trial.error ? (
        <ErrorState error={trial.error} />
      ) : props.question.trim() ? (
        <LoadingState />
      ) : null}
    </section>
  );
}

/** What a trial found: both answers, what that means for the entry meant, and what else changes. */
export function TrialResult({ trial, meant }: { trial: FaqWordTrial; meant: string | undefined }) {
  const t = useT();
  return (
    <div className="knowledge" role="status">
      <div className="words-sides">
        <Side name={t('words.before')} side={trial.before} meant={meant} />
        <Side name={t('words.after')} side={trial.after} meant={meant} />
      </div>
      <Verdict trial={trial} meant={meant} />
      <WordWarnings trial={trial} />
    </div>
  );
}

function Side(props: { name: string; side: FaqWordTrial['before']; meant: string | undefined }) {
  const t = useT();
  const { decision, hits } = props.side;
  return (
    <section aria-label={props.name}>
      <p>
        <strong>{props.name}</strong>{' '}
        <span className="muted">{t(`knowledge.try.${decision}`)}</span>
      </p>
      {hits.length === 0 ? (
        <p className="muted">{t('knowledge.try.noHits')}</p>
      ) : (
        <ol>
          {hits.map(({ faqId, title }) => (
            <li key={faqId}>
              {faqId === props.meant ? <strong>◎ {title}</strong> : title}
              {faqId === props.meant && (
                <span className="visually-hidden"> {t('words.trial.meant')}</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** In one sentence what the word does for the entry that was meant. */
function Verdict({ trial, meant }: { trial: FaqWordTrial; meant: string | undefined }) {
  const t = useT();
  if (!trial.inQuestion) {
    return (
      <Banner tone="warning">
        <p>{t('words.trial.notInQuestion')}</p>
      </Banner>
    );
  }
  if (!meant) return null;
  const place = ({ hits }: FaqWordTrial['before']) =>
    hits.findIndex(({ faqId }) => faqId === meant) + 1;
  const [before, after] = [place(trial.before), place(trial.after)];
  const better = after > 0 && (before === 0 || after < before);
  return (
    <Banner tone={better ? 'success' : after > 0 ? 'info' : 'warning'}>
      <p>{t('words.trial.place', { before, after })}</p>
    </Banner>
  );
}
