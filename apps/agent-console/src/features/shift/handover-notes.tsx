import { HandoverBody, type HandoverNote } from '@1999/routing/contract';
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  FormCheckbox,
  FormTextField,
  SubmitButton,
  Time,
  toast,
  useZodForm,
} from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useHandover } from './use-shift.ts';

const Note = HandoverBody.pick({ words: true, urgent: true });

/** The notes that concern this shift, each acknowledged once, and a form for the next. */
export function HandoverNotes({ notes }: { notes: readonly HandoverNote[] }) {
  const t = useT();
  const { acknowledge, write } = useHandover();
  const form = useZodForm(Note, { defaultValues: { words: '', urgent: false } });
  return (
    <>
      {notes.length === 0 && <EmptyState>{t('handover.none')}</EmptyState>}
      <ul className="handover">
        {notes.map((note) => (
          <li key={note.id}>
            {note.urgent && <strong>{t('handover.urgent')} </strong>}
            {note.words}
            <p className="muted">
              {note.author} <Time at={note.writtenAt} shape="dayTime" />
              {note.acknowledgedBy.length > 0 &&
                ` ${t('handover.readBy', { names: note.acknowledgedBy.join(t('list.comma')) })}`}
            </p>
            {!note.acknowledged && (
              <Button isPending={acknowledge.isPending} onPress={() => acknowledge.mutate(note.id)}>
                {t('handover.acknowledge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Form
        form={form}
        label={t('handover.write')}
        onSubmit={async (note) => {
          await write.mutateAsync(note);
          form.reset();
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
    </>
  );
}
