import type { FaqWordTrial } from '@1999/knowledge/contract';
import { Banner } from '@1999/web-kit';
import { useT } from '../../../messages/index.ts';

/** From so many of a thousand texts on a word is common. */
const COMMON = 10;

/** What else the word would change, in numbers: a warning, and no refusal. */
export function WordWarnings({ trial }: { trial: FaqWordTrial }) {
  const t = useT();
  const { known, perThousand, others } = trial;
  const { own, citizens, examples } = others;
  const changes = own.changed + citizens.changed > 0;
  const reach = changes ? 'wide' : perThousand >= COMMON ? 'common' : 'narrow';
  return (
    <>
      {known.length > 0 && (
        <Banner tone="warning">
          <ul className="plain-list">
            {known.map(({ term, by }) => (
              <li key={term}>{t(`words.known.${by}`, { term })}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Banner tone={reach === 'narrow' ? 'info' : 'warning'} title={t(`words.${reach}`)}>
        <ul className="plain-list">
          <li>{t('words.others.own', own)}</li>
          <li>{t('words.others.citizens', citizens)}</li>
          <li>{t('words.others.language', { count: perThousand })}</li>
        </ul>
        {examples.length > 0 && (
          <ul>
            {examples.map(({ question, before, after }) => (
              <li key={`${question} ${before}`}>
                {t('words.others.example', {
                  question,
                  before: before ?? t('words.others.nothing'),
                  after: after ?? t('words.others.nothing'),
                })}
              </li>
            ))}
          </ul>
        )}
      </Banner>
    </>
  );
}
