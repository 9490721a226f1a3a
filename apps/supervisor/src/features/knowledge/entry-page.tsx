import type { FaqEntryView } from '@1999/knowledge/contract';
import {
  Banner,
  Button,
  Card,
  FaqArticle,
  Form,
  FormActions,
  QueryView,
  SubmitButton,
  Tabs,
} from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useAgenciesWithWays } from '../agencies/use-agencies.ts';
import { ConflictBanner } from './conflict-banner.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { EntryFields } from './entry-fields.tsx';
import { EntrySteps } from './entry-steps.tsx';
import { contentOf, type KnowledgeDraft } from './knowledge-draft.ts';
import { KnowledgeShell } from './knowledge-shell.tsx';
import { useEntryForm } from './use-entry-form.ts';
import { useEntry } from './use-knowledge.ts';
import { VersionsTable } from './versions-table.tsx';

/** One entry: its words, its state, its story. */
export function EntryPage({ entryId }: { entryId: string }) {
  const t = useT();
  const entry = useEntry(entryId);
  return (
    <KnowledgeShell title={entry.data?.content.question ?? t('knowledge.entry')}>
      <QueryView query={entry}>{(view) => <Entry view={view} />}</QueryView>
    </KnowledgeShell>
  );
}

const tabs = ['edit', 'preview', 'versions'] as const;
type Tab = (typeof tabs)[number];

function Entry({ view }: { view: FaqEntryView }) {
  const t = useT();
  const entryForm = useEntryForm(view);
  const [tab, setTab] = useState<Tab>('edit');
  const { form, values, touched, restored, conflict, save, take } = entryForm;
  const panels = {
    edit: (
      <Form form={form} label={t('knowledge.tab.edit')} onSubmit={(draft) => save(draft)}>
        {restored && !conflict && (
          <Banner
            actions={<Button onPress={take}>{t('knowledge.discard')}</Button>}
            title={t('knowledge.restored')}
          />
        )}
        <EntryFields />
        <FormActions>
          <SubmitButton>{t('knowledge.save')}</SubmitButton>
          <span className="muted">{t(touched ? 'knowledge.unsaved' : 'knowledge.allSaved')}</span>
        </FormActions>
      </Form>
    ),
    preview: <Preview draft={values} />,
    versions: <VersionsTable view={view} touched={touched} />,
  };
  return (
    <div className="knowledge">
      <Notices view={view} />
      {conflict && <ConflictBanner view={view} entryForm={entryForm} />}
      <Card>
        <EntryFacts view={view} />
        <EntrySteps view={view} entryForm={entryForm} />
      </Card>
      <Card>
        <Tabs<Tab>
          label={t('knowledge.entry')}
          selected={tab}
          onSelect={setTab}
          items={tabs.map((id) => ({ id, label: t(`knowledge.tab.${id}`), content: panels[id] }))}
        />
      </Card>
    </div>
  );
}

function Notices({ view: { entry } }: { view: FaqEntryView }) {
  const t = useT();
  return (
    <>
      {entry.state === 'expired' && (
        <Banner tone="warning" title={t('knowledge.expired')}>
          <p>{t('knowledge.expired.body')}</p>
        </Banner>
      )}
      {entry.reviewDue && (
        <Banner tone="warning" title={t('knowledge.reviewDue')}>
          <p>{t('knowledge.reviewDue.body')}</p>
        </Banner>
      )}
    </>
  );
}

/** As the citizen will see it, with what is typed right now. */
function Preview({ draft }: { draft: KnowledgeDraft }) {
  const t = useT();
  const { data } = useAgenciesWithWays();
  const content = contentOf(safeTimes(draft), null);
  const agency = data?.find((one) => one.agency.code === content.agency)?.agency;
  return (
    <article className="knowledge" aria-label={t('knowledge.tab.preview')}>
      <p className="muted">{t('knowledge.preview.hint')}</p>
      <h2>{content.question || t('knowledge.preview.noQuestion')}</h2>
      <FaqArticle
        entry={{
          ...content,
          agencyName: agency ? { zh: agency.nameZh, en: agency.nameEn } : null,
        }}
      />
    </article>
  );
}

/** The preview shows no validity; half-typed times must not break it. */
function safeTimes(draft: KnowledgeDraft): KnowledgeDraft {
  return { ...draft, validFrom: '', validTo: '' };
}
