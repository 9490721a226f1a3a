import type { AssistAnswer } from '@1999/knowledge/contract';
import type { CurrentCall } from '@1999/telephony/contract';
import { TextField, useAnnounce, useSettled } from '@1999/web-kit';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { SEARCH_BOX } from '../console/focus.ts';
import { EntryItem, type EntryTitle, type InsertInto } from './entry-item.tsx';
import './knowledge-pane.css';
import { Scripts } from './scripts.tsx';
import { useFound } from './use-knowledge.ts';

const TYPING_PAUSE_MS = 200;

/** Knowledge beside the call: searched as one types, offered for what is being written. */
export function KnowledgePane(props: {
  call: CurrentCall | null | undefined;
  into: InsertInto;
  offered: AssistAnswer['entries'];
  onInsert(words: string): void;
}) {
  const t = useT();
  const { call, into, offered, onInsert } = props;
  const [typed, setTyped] = useState('');
  const sought = useSettled(typed.trim().slice(0, 500), TYPING_PAUSE_MS);
  const hits = useHits(sought);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows go on from what is inside
    <div className="knowledge-pane" onKeyDown={walk}>
      <TextField
        id={SEARCH_BOX}
        type="search"
        label={t('knowledge.search')}
        maxLength={500}
        value={typed}
        onChange={setTyped}
      />
      {sought && hits && <Entries items={hits} call={call} into={into} onInsert={onInsert} />}
      {sought && hits?.length === 0 && <p className="muted">{t('knowledge.none')}</p>}
      {offered.length > 0 && (
        <section aria-labelledby="knowledge-offered">
          <h3 id="knowledge-offered">{t('knowledge.offered')}</h3>
          <Entries items={offered} call={call} into={into} onInsert={onInsert} />
        </section>
      )}
      <Scripts />
    </div>
  );
}

function Entries(props: {
  items: readonly EntryTitle[];
  call: CurrentCall | null | undefined;
  into: InsertInto;
  onInsert(words: string): void;
}) {
  const { items, ...rest } = props;
  return (
    <ul className="knowledge-hits">
      {items.map((item) => (
        <EntryItem key={item.faqId} item={item} {...rest} />
      ))}
    </ul>
  );
}

/** The hits of the newest search, told to who does not see them. */
function useHits(sought: string) {
  const t = useT();
  const announce = useAnnounce();
  const { data, isPlaceholderData } = useFound(sought);
  const hits = data?.hits;
  useEffect(() => {
    if (!sought || !hits || isPlaceholderData) return;
    const [first] = hits;
    const words = first
      ? t('knowledge.found', { count: hits.length, title: first.title })
      : t('knowledge.none');
    announce(words, { key: 'knowledge' });
  }, [sought, hits, isPlaceholderData, announce, t]);
  return hits;
}

/** Arrow down and up go from the search box to the hits, and from one to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(`#${SEARCH_BOX}, .knowledge-title`),
  ];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  stops[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
