import { QueryView, Time } from '@1999/web-kit';
import { useT } from '../../../messages/index.ts';
import { useAskedQuestion } from './use-words.ts';

/** The citizen's own words in which a word was found; gone where the conversation was erased. */
export function AskedQuestion({ id }: { id: string }) {
  const t = useT();
  const question = useAskedQuestion(id);
  return (
    <QueryView query={question}>
      {({ question, at }) => (
        <>
          <p>{question ?? t('words.question.gone')}</p>
          <p className="muted">
            <Time at={at} />
          </p>
        </>
      )}
    </QueryView>
  );
}
