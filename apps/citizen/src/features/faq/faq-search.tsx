import { useSettled } from '@1999/web-kit';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { useT } from '../../messages/index.ts';
import { useSuggestions } from './use-faq.ts';

const TYPING_PAUSE_MS = 120;
const LONGEST = 100;

/**
 * The search box: a combobox whose list holds entries. Choosing one opens it; Enter on nothing
 * chosen searches for the words as they are.
 */
export function FaqSearch({ question }: { question: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(question);
  const sought = useSettled(typed.trim().slice(0, LONGEST), TYPING_PAUSE_MS);
  const { data } = useSuggestions(sought);
  const items = (sought && data ? data : []).map(({ faqId, title }) => ({ id: faqId, title }));

  const search = () => {
    const q = typed.trim();
    if (q) void navigate({ to: '/faq', search: { q } });
  };
  // Before the list hears of it, which would only close: with no option in hand, Enter searches.
  const onEnter = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const input = event.target as HTMLElement;
    if (input.tagName !== 'INPUT' || input.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    event.stopPropagation();
    search();
  };

  return (
    <search className="faq-search" aria-label={t('faq.search')} onKeyDownCapture={onEnter}>
      <ComboBox
        className="field"
        items={items}
        inputValue={typed}
        onInputChange={setTyped}
        selectedKey={null}
        onSelectionChange={(id) =>
          id !== null && void navigate({ to: '/faq/$faqId', params: { faqId: String(id) } })
        }
        allowsCustomValue
        // The list comes a moment after the key: it must already be open then.
        allowsEmptyCollection
        menuTrigger="input"
      >
        <Label className="field-label">{t('faq.search.label')}</Label>
        <div className="input-with-button">
          <Input className="input" maxLength={500} enterKeyHint="search" />
        </div>
        <Popover className="popover">
          <ListBox
            className="listbox"
            renderEmptyState={() => <p className="option">{t('faq.search.enter')}</p>}
          >
            {(item: { id: string; title: string }) => (
              <ListBoxItem id={item.id} textValue={item.title} className="option">
                {item.title}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <Button className="button button-primary button-large" onPress={search}>
        {t('faq.search')}
      </Button>
    </search>
  );
}
