import type { FaqView } from '@1999/knowledge/contract';
import type { CurrentCall } from '@1999/telephony/contract';
import { Button, FaqArticle, QueryView, useAnnounce } from '@1999/web-kit';
import { useId, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useEntry, useTextToCaller } from './use-knowledge.ts';

export interface EntryTitle {
  readonly faqId: string;
  readonly title: string;
}

/** Where an entry's words go: the note of a call, the line being written in a chat, or nowhere. */
export type InsertInto = 'note' | 'message' | null;

/** A hit: its title opens the answer in its place, with what may be done with it. */
export function EntryItem(props: {
  item: EntryTitle;
  call: CurrentCall | null | undefined;
  into: InsertInto;
  onInsert(words: string): void;
}) {
  const { faqId, title } = props.item;
  const [isOpen, setOpen] = useState(false);
  const answer = useId();
  return (
    <li>
      <button
        type="button"
        className="knowledge-title"
        aria-expanded={isOpen}
        aria-controls={isOpen ? answer : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">{isOpen ? '▾' : '▸'} </span>
        {title}
      </button>
      {isOpen && (
        <div id={answer} className="knowledge-answer">
          <Answer {...props} faqId={faqId} />
        </div>
      )}
    </li>
  );
}

function Answer(props: {
  faqId: string;
  item: EntryTitle;
  call: CurrentCall | null | undefined;
  into: InsertInto;
  onInsert(words: string): void;
}) {
  const t = useT();
  const announce = useAnnounce();
  const { call, faqId, into } = props;
  const entry = useEntry(faqId);
  const text = useTextToCaller(call?.callId);
  return (
    <QueryView query={entry}>
      {(view) => (
        <FaqArticle entry={view}>
          <div className="knowledge-actions">
            <Button
              isDisabled={!into}
              onPress={() => {
                props.onInsert(wordsFor(into, view));
                const done = into === 'message' ? 'chat.knowledge.inserted' : 'knowledge.inserted';
                announce(t(done), { evenIfRepeated: true });
              }}
            >
              {t(into === 'message' ? 'chat.knowledge.insert' : 'knowledge.insert')}
            </Button>
            {into !== 'message' && (
              <Button
                isDisabled={!call?.citizen.phone || text.isSuccess}
                isPending={text.isPending}
                onPress={() => text.mutate(faqId)}
              >
                {t(text.isSuccess ? 'knowledge.text.sent' : 'knowledge.text')}
              </Button>
            )}
            {call && into === 'note' && !call.citizen.phone && (
              <span className="muted">{t('error.no_telephone')}</span>
            )}
            {!into && <span className="muted">{t('knowledge.noCall')}</span>}
          </div>
        </FaqArticle>
      )}
    </QueryView>
  );
}

/** A note says which question it was; a citizen who asked it is given the answer and its links. */
function wordsFor(into: InsertInto, { question, answer, links }: FaqView): string {
  if (into !== 'message') return `${question}\n${answer}`;
  return [answer, ...links.map(({ title, url }) => `${title} ${url}`)].join('\n');
}
