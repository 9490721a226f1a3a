import type { CurrentCall } from '@1999/telephony/contract';
import { Button, FaqArticle, QueryView, useAnnounce } from '@1999/web-kit';
import { useId, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useEntry, useTextToCaller } from './use-knowledge.ts';

export interface EntryTitle {
  readonly faqId: string;
  readonly title: string;
}

/** A hit: its title opens the answer in its place, with what may be done with it. */
export function EntryItem(props: {
  item: EntryTitle;
  call: CurrentCall | null | undefined;
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
  onInsert(words: string): void;
}) {
  const t = useT();
  const announce = useAnnounce();
  const { call, faqId } = props;
  const entry = useEntry(faqId);
  const text = useTextToCaller(call?.callId);
  return (
    <QueryView query={entry}>
      {(view) => (
        <FaqArticle entry={view}>
          <div className="knowledge-actions">
            <Button
              isDisabled={!call}
              onPress={() => {
                props.onInsert(`${view.question}\n${view.answer}`);
                announce(t('knowledge.inserted'), { evenIfRepeated: true });
              }}
            >
              {t('knowledge.insert')}
            </Button>
            <Button
              isDisabled={!call?.citizen.phone || text.isSuccess}
              isPending={text.isPending}
              onPress={() => text.mutate(faqId)}
            >
              {t(text.isSuccess ? 'knowledge.text.sent' : 'knowledge.text')}
            </Button>
            {call && !call.citizen.phone && (
              <span className="muted">{t('error.no_telephone')}</span>
            )}
            {!call && <span className="muted">{t('knowledge.noCall')}</span>}
          </div>
        </FaqArticle>
      )}
    </QueryView>
  );
}
