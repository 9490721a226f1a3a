import { FaqSearchAnswer } from '@1999/knowledge/contract';
import { api, Button, QueryView, TextField, useSettled } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../../messages/index.ts';

const TYPING_PAUSE_MS = 200;

/** Looks for the public entry that a question belongs to. */
export function OtherEntry(props: {
  question: string;
  /** What choosing an entry is called. */
  labelOf(title: string): string;
  onChoose(faqId: string): void;
}) {
  const t = useT();
  const [typed, setTyped] = useState(props.question);
  const q = useSettled(typed.trim().slice(0, 500), TYPING_PAUSE_MS);
  const found = useQuery({
    queryKey: ['knowledge', 'search', q],
    enabled: q !== '',
    queryFn: ({ signal }) =>
      api.get(`/api/faq/search?${new URLSearchParams({ q })}`, { schema: FaqSearchAnswer, signal }),
  });
  return (
    <div className="knowledge">
      <TextField
        type="search"
        label={t('knowledge.search')}
        maxLength={500}
        value={typed}
        onChange={setTyped}
      />
      {q && (
        <QueryView query={found}>
          {({ hits }) => (
            <ul className="insight-groups">
              {hits.map(({ faqId, title }) => (
                <li key={faqId}>
                  <Button onPress={() => props.onChoose(faqId)}>{props.labelOf(title)}</Button>
                </li>
              ))}
            </ul>
          )}
        </QueryView>
      )}
    </div>
  );
}
