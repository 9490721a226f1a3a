import { Button, EmptyState, Page, QueryView } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { AskPerson } from './ask-person.tsx';
import './faq.css';
import { FaqResults } from './faq-results.tsx';
import { FaqSearch } from './faq-search.tsx';
import { useCategories, useCategory } from './use-faq.ts';

/** Frequent questions: search as you type, or browse by category. */
export function FaqPage({ q, category }: { q: string; category: string }) {
  const t = useT();
  const title = q ? t('faq.results', { q }) : category || t('faq.title');
  return (
    <Page title={title} width="narrow">
      <FaqSearch key={q} question={q} />
      {q ? <FaqResults q={q} /> : category ? <Category name={category} /> : <Categories />}
      <AskPerson />
    </Page>
  );
}

function Categories() {
  const t = useT();
  const categories = useCategories();
  return (
    <section className="faq-section" aria-labelledby="faq-categories">
      <h2 id="faq-categories">{t('faq.categories')}</h2>
      <QueryView query={categories}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState>{t('faq.empty')}</EmptyState>
          ) : (
            <ul className="faq-categories">
              {all.map(({ category, count }) => (
                <li key={category}>
                  <Link to="/faq" search={{ category }}>
                    {t('faq.category.count', { category, count })}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function Category({ name }: { name: string }) {
  const t = useT();
  const list = useCategory(name);
  return (
    <section className="faq-section" aria-label={name}>
      <p>
        <Link to="/faq">{t('faq.allCategories')}</Link>
      </p>
      <QueryView query={list}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          return (
            <>
              <p role="status">{t('faq.shown', { n: entries.length, of: pages[0]?.total ?? 0 })}</p>
              <ul className="faq-list">
                {entries.map(({ faqId, title }) => (
                  <li key={faqId}>
                    <Link to="/faq/$faqId" params={{ faqId }}>
                      {title}
                    </Link>
                  </li>
                ))}
              </ul>
              {list.hasNextPage && (
                <Button
                  size="large"
                  isPending={list.isFetchingNextPage}
                  onPress={() => void list.fetchNextPage()}
                >
                  {t('faq.more')}
                </Button>
              )}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
