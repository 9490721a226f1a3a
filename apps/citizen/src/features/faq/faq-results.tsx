import { Banner, QueryView } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { useFaqSearch } from './use-faq.ts';

/** What was found for a question; it says so where nothing comes near enough. */
export function FaqResults({ q }: { q: string }) {
  const t = useT();
  const found = useFaqSearch(q);
  return (
    <section className="faq-section" aria-label={t('faq.found')}>
      <QueryView query={found}>
        {({ hits, decision }) => (
          <>
            {decision === 'none' ? (
              <Banner tone="info" role="status" title={t('faq.notFound')}>
                <p>{t(hits.length > 0 ? 'faq.notFound.maybe' : 'faq.notFound.body')}</p>
              </Banner>
            ) : (
              <p role="status">{t('faq.found.count', { count: hits.length })}</p>
            )}
            <ol className="faq-list">
              {hits.map(({ faqId, title, excerpt, category }) => (
                <li key={faqId}>
                  <h2>
                    <Link to="/faq/$faqId" params={{ faqId }}>
                      {title}
                    </Link>
                  </h2>
                  <p>{excerpt}</p>
                  <p className="muted">{category}</p>
                </li>
              ))}
            </ol>
          </>
        )}
      </QueryView>
    </section>
  );
}
