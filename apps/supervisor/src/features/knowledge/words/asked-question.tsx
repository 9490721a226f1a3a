import type { FaqWord } from '@1999/knowledge/contract';
import { QueryView, Time } from '@1999/web-kit';
import { useT } from '../../../messages/index.ts';
import { useAskedQuestion, useWordTrial } from './use-words.ts';
import { TrialResult } from './word-trial.tsx';

/**
 * The citizen's own words in which a pair was found, gone where the conversation was erased; and, while
 * the pair waits, what it would do: whoever decides on it sees what its editor saw.
 */
export function AskedQuestion({ pair, askedId }: { pair: FaqWord; askedId: string }) {
  const t = useT();
  const question = useAskedQuestion(askedId);
  return (
    <QueryView query={question}>
      {({ question, at }) => (
        <div className="knowledge">
          <p>{question ?? t('words.question.gone')}</p>
          <p className="muted">
            <Time at={at} />
          </p>
          {question && pair.state === 'proposed' && <Effect pair={pair} question={question} />}
        </div>
      )}
    </QueryView>
  );
}

function Effect({ pair, question }: { pair: FaqWord; question: string }) {
  const { word, term, faqId } = pair;
  const trial = useWordTrial(question.slice(0, 500), { word, terms: [term] }, [question]);
  return (
    <QueryView query={trial}>
      {/* That the city has proposed it is why we are here. */}
      {(found) => <TrialResult trial={{ ...found, known: [] }} meant={faqId ?? undefined} />}
    </QueryView>
  );
}
