import { ApiError, Banner, Card, FaqArticle, Page, QueryView } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { AskPerson } from './ask-person.tsx';
import './faq.css';
import { Helpful } from './helpful.tsx';
import { useFaqEntry } from './use-faq.ts';

/** One entry: the answer, what it is from, and whether it helped. */
export function FaqEntryPage({ faqId }: { faqId: string }) {
  const t = useT();
  const entry = useFaqEntry(faqId);
  const gone = entry.error instanceof ApiError && entry.error.status === 404;
  return (
    <Page key={entry.data?.id} title={entry.data?.question ?? t('faq.title')} width="narrow">
      <p>
        <Link to="/faq">{t('faq.back')}</Link>
      </p>
      {gone ? (
        <Banner tone="warning" title={t('faq.gone')}>
          <p>{t('faq.gone.body')}</p>
        </Banner>
      ) : (
        <QueryView query={entry}>
          {(view) => (
            <Card>
              <FaqArticle entry={view} />
              <Helpful key={view.id} faqId={view.id} />
            </Card>
          )}
        </QueryView>
      )}
      <AskPerson />
    </Page>
  );
}
