import { FaqView } from '@1999/knowledge/contract';
import { createApi, QueryView } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { Linked } from './linked.tsx';

/** Everybody may read an entry. */
const api = createApi({ current: () => undefined });

/** Where an answer is from: opens to the entry's own words, its links and its source. */
export function Citation({ faqId, title }: { faqId: string; title: string }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="chat-citation" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('chat.source', { title })}</summary>
      {isOpen && <Entry faqId={faqId} />}
    </details>
  );
}

function Entry({ faqId }: { faqId: string }) {
  const t = useT();
  const entry = useQuery({
    queryKey: ['faq', faqId],
    queryFn: ({ signal }) =>
      api.get(`/api/faq/${encodeURIComponent(faqId)}`, { schema: FaqView, signal }),
  });
  return (
    <QueryView query={entry}>
      {(faq) => (
        <>
          <p className="chat-text">
            <Linked text={faq.answer} />
          </p>
          {faq.links.length > 0 && (
            <ul>
              {faq.links.map(({ title, url }) => (
                <li key={url}>
                  <a href={url} target="_blank" rel="noreferrer">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {faq.source && <p className="muted">{t('chat.factsFrom', { source: faq.source })}</p>}
        </>
      )}
    </QueryView>
  );
}
