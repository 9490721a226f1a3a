import type { FaqEntryView } from '@1999/knowledge/contract';
import { Banner, Button } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { DifferenceView } from './difference-view.tsx';
import { contentOf } from './knowledge-draft.ts';
import type { EntryForm } from './use-entry-form.ts';

/** Somebody else was faster: what differs, and the two ways on. Nothing typed is lost by itself. */
export function ConflictBanner(props: { view: FaqEntryView; entryForm: EntryForm }) {
  const { view, entryForm } = props;
  const { form, values, save, take } = entryForm;
  const t = useT();
  const version = view.entry.version;
  const by = view.versions[0]?.by ?? t('knowledge.somebody');
  return (
    <Banner
      tone="warning"
      role="alert"
      title={t('knowledge.conflict', { by, version })}
      actions={
        <>
          <Button
            variant="primary"
            isPending={form.formState.isSubmitting}
            onPress={() => void form.submit((draft) => save(draft, version))(NO_EVENT)}
          >
            {t('knowledge.conflict.mine', { version: version + 1 })}
          </Button>
          <Button onPress={take}>{t('knowledge.conflict.theirs')}</Button>
        </>
      }
    >
      <p>{t('knowledge.conflict.body')}</p>
      <DifferenceView
        caption={t('knowledge.conflict.difference')}
        older={view.content}
        newer={contentOf(values, view.content)}
      />
    </Banner>
  );
}

/** The form's handler wants an event; a button outside of the form has none. */
const NO_EVENT = undefined as never;
