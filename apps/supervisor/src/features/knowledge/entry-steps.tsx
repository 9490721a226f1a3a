import type { FaqEntryView } from '@1999/knowledge/contract';
import { Button, ConfirmDialog } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { missingSimilar } from './knowledge-draft.ts';
import type { EntryForm } from './use-entry-form.ts';
import { useEntryStep } from './use-knowledge.ts';

/** Where the entry can go from here. What is unsaved is saved first. */
export function EntrySteps({ view, entryForm }: { view: FaqEntryView; entryForm: EntryForm }) {
  const t = useT();
  const step = useEntryStep(view.entry.id);
  const [asking, ask] = useState(false);
  const { state, publishedVersion } = view.entry;
  const { touched, values } = entryForm;
  const missing = missingSimilar(values.similar);
  const isPublic = publishedVersion !== null;
  return (
    <div className="knowledge-actions">
      {state === 'draft' && (
        <Button
          variant="primary"
          isDisabled={touched}
          isPending={step.isPending}
          onPress={() => step.mutate({ step: 'submission', done: t('knowledge.submitted') })}
        >
          {t('knowledge.submit')}
        </Button>
      )}
      {state === 'review' && (
        <>
          <Button
            variant="primary"
            isDisabled={touched}
            isPending={step.isPending}
            onPress={() => step.mutate({ step: 'publication', done: t('knowledge.published') })}
          >
            {t('knowledge.publish')}
          </Button>
          {!isPublic && (
            <Button
              isPending={step.isPending}
              onPress={() => step.mutate({ step: 'withdrawal', done: t('knowledge.sentBack') })}
            >
              {t('knowledge.sendBack')}
            </Button>
          )}
        </>
      )}
      {isPublic && (
        <Button variant="danger" onPress={() => ask(true)}>
          {t('knowledge.withdraw')}
        </Button>
      )}
      {touched && (state === 'draft' || state === 'review') && (
        <span className="muted">{t('knowledge.saveFirst')}</span>
      )}
      {missing > 0 && state !== 'published' && (
        <span>▲ {t('knowledge.form.similar.missing', { missing })}</span>
      )}
      <ConfirmDialog
        isOpen={asking}
        title={t('knowledge.withdraw.question')}
        confirmLabel={t('knowledge.withdraw')}
        danger
        onConfirm={() => {
          ask(false);
          step.mutate({ step: 'withdrawal', done: t('knowledge.withdrawn') });
        }}
        onCancel={() => ask(false)}
      >
        <p>{t('knowledge.withdraw.body')}</p>
      </ConfirmDialog>
    </div>
  );
}
