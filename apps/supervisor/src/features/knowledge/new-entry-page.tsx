import { FaqKey } from '@1999/knowledge/contract';
import {
  api,
  Banner,
  Button,
  Card,
  Form,
  FormActions,
  FormTextField,
  SubmitButton,
  toast,
  useZodForm,
} from '@1999/web-kit';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { EntryFields } from './entry-fields.tsx';
import { markHandled } from './insight/use-insight.ts';
import { readKept, writeKept } from './kept-draft.ts';
import { CompleteDraft, contentOf, draftOf, KnowledgeDraft } from './knowledge-draft.ts';
import { KnowledgeShell } from './knowledge-shell.tsx';
import { Written } from './use-knowledge.ts';

const NEW = '(new)';
const NewDraft = CompleteDraft.and(z.object({ id: z.union([z.literal(''), FaqKey]) }));

/**
 * Begins an entry as a draft; what is typed is kept until it is saved. `asked` are the bot's
 * questions that it is written for: they are dealt with once it is there.
 */
export function NewEntryPage(props: { question: string; similar: string; asked: string[] }) {
  const { question, similar, asked } = props;
  const t = useT();
  const navigate = useNavigate();
  const [kept] = useState(() => (question ? null : readKept(NEW)));
  const [fresh] = useState(() => ({ ...draftOf(null), question, similar }));
  const form = useZodForm(NewDraft, { defaultValues: { ...(kept?.values ?? fresh), id: '' } });
  const written = JSON.stringify(form.watch());
  useEffect(() => {
    const values = KnowledgeDraft.parse(JSON.parse(written));
    const touched = JSON.stringify(values) !== JSON.stringify(draftOf(null));
    writeKept(NEW, touched ? { basedOn: 0, values } : null);
  }, [written]);
  return (
    <KnowledgeShell title={t('knowledge.new')}>
      <Card>
        <Form
          form={form}
          label={t('knowledge.new')}
          onSubmit={async ({ id, ...draft }) => {
            const body = { ...contentOf(draft, null), ...(id ? { id } : {}) };
            const made = await api.post('/api/faq-entries', { body, schema: Written });
            writeKept(NEW, null);
            await markHandled(asked, { as: 'entry', faqId: made.id });
            toast(t('knowledge.created'));
            await navigate({ to: '/knowledge/entries/$entryId', params: { entryId: made.id } });
          }}
        >
          {kept && (
            <Banner
              title={t('knowledge.restored')}
              actions={
                <Button onPress={() => form.reset({ ...draftOf(null), id: '' })}>
                  {t('knowledge.discard')}
                </Button>
              }
            />
          )}
          <EntryFields />
          <FormTextField
            name="id"
            label={t('knowledge.form.id')}
            description={t('knowledge.form.id.hint')}
            autoComplete="off"
          />
          <FormActions>
            <SubmitButton>{t('knowledge.save')}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </KnowledgeShell>
  );
}
