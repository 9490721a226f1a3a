import type { FaqView } from '@1999/knowledge/contract';
import type { ReactNode } from 'react';
import { useKitT } from '../i18n/create-i18n.ts';
import { useName } from '../orders/order-words.ts';
import { Time } from '../time/time.tsx';
import './faq-article.css';

/** What the article shows of an entry. */
export type ArticleEntry = Pick<
  FaqView,
  | 'kind'
  | 'answer'
  | 'category'
  | 'agency'
  | 'agencyName'
  | 'links'
  | 'source'
  | 'sourceUrl'
  | 'reviewBy'
>;

/** An entry's answer as a citizen reads it: the words, the links, who answers for it, what it is from. */
export function FaqArticle({ entry, children }: { entry: ArticleEntry; children?: ReactNode }) {
  const t = useKitT();
  const name = useName();
  const { agency, agencyName, source, sourceUrl } = entry;
  return (
    <div className="faq-article">
      {entry.kind === 'referral' && <p className="faq-referral">{t('kit.faq.referral')}</p>}
      <p className="faq-answer">{entry.answer}</p>
      {entry.links.length > 0 && (
        <ul className="faq-links">
          {entry.links.map(({ title, url }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer">
                {title} <span className="visually-hidden">{t('kit.faq.newTab')}</span>
                <span aria-hidden="true">↗</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <dl className="faq-facts">
        <Fact name={t('kit.faq.category')}>{entry.category}</Fact>
        {agency && (
          <Fact name={t('kit.faq.agency')}>
            {agencyName ? name(agencyName.zh, agencyName.en) : agency}
          </Fact>
        )}
        {(source || sourceUrl) && (
          <Fact name={t('kit.faq.source')}>
            {sourceUrl ? (
              <a href={sourceUrl} target="_blank" rel="noreferrer">
                {source ?? sourceUrl} <span className="visually-hidden">{t('kit.faq.newTab')}</span>
                <span aria-hidden="true">↗</span>
              </a>
            ) : (
              source
            )}
          </Fact>
        )}
        {entry.reviewBy && (
          <Fact name={t('kit.faq.reviewBy')}>
            <Time at={`${entry.reviewBy}T00:00:00+08:00`} shape="date" />
          </Fact>
        )}
      </dl>
      {children}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
