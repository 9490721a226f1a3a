import { HandoverBody, HandoverNote } from '@1999/routing/contract';
import {
  api,
  Button,
  EmptyState,
  Form,
  FormActions,
  FormCheckbox,
  FormTextField,
  QueryView,
  SubmitButton,
  Time,
  toast,
  useLiveQuery,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const Note = HandoverBody.pick({ words: true, urgent: true });

/** What one shift tells the next: who has read it, and a note of the supervisor's own. */
export function HandoverSection() {
  const t = useT();
  const queries = useQueryClient();
  const notes = useLiveQuery({
    queryKey: ['handover-notes'],
    queryFn: ({ signal }) =>
      api.get('/api/handover-notes', { schema: z.array(HandoverNote), signal }),
    topics: ['queue'],
    on: ['handover.*'],
  });
  const form = useZodForm(Note, { defaultValues: { words: '', urgent: false } });
  const again = () => queries.invalidateQueries({ queryKey: ['handover-notes'] });
  return (
    <section className="desk-section">
      <h2>{t('handover.title')}</h2>
      <QueryView query={notes}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState>{t('handover.none')}</EmptyState>
          ) : (
            <ul>
              {list.map((note) => (
                <li key={note.id}>
                  {note.urgent && <strong>{t('handover.urgent')} </strong>}
                  {note.words}{' '}
                  <span className="muted">
                    {note.author} <Time at={note.writtenAt} shape="dayTime" />{' '}
                    {t('handover.readBy', { count: note.acknowledgedBy.length })}
                  </span>
                  {!note.acknowledged && (
                    <Button
                      onPress={() =>
                        void api
                          .post(`/api/handover-notes/${note.id}/acknowledgement`)
                          .finally(again)
                      }
                    >
                      {t('handover.acknowledge')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <Form
        form={form}
        label={t('handover.write')}
        onSubmit={async (body) => {
          await api.post('/api/handover-notes', { body });
          form.reset();
          await again();
          toast(t('handover.written'), 'success');
        }}
      >
        <FormTextField
          name="words"
          multiline
          label={t('handover.words')}
          description={t('handover.words.hint')}
        />
        <FormCheckbox name="urgent">{t('handover.urgent')}</FormCheckbox>
        <FormActions>
          <SubmitButton variant="secondary">{t('handover.send')}</SubmitButton>
        </FormActions>
      </Form>
    </section>
  );
}
