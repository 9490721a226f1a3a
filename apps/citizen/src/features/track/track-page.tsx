import { type PublicStatus, TrackBody, Tracked } from '@1999/cases/contract';
import {
  ApiError,
  Card,
  createApi,
  Form,
  FormActions,
  FormTextField,
  Page,
  SubmitButton,
  useAnnounce,
  useZodForm,
} from '@1999/web-kit';
import { useState } from 'react';
import type { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { CaseStatus } from './case-status.tsx';

/** Number and code are the key; nobody signs in here. */
const api = createApi({ current: () => undefined });

/** How a case stands, by its number and the code that was told when it was recorded. */
export function TrackPage() {
  const t = useT();
  const announce = useAnnounce();
  const [status, setStatus] = useState<PublicStatus>();
  const form = useZodForm(TrackBody, { defaultValues: { number: '', code: '' } });

  async function look(body: z.output<typeof TrackBody>): Promise<void> {
    setStatus(undefined);
    try {
      setStatus(await api.post('/api/track', { body, schema: Tracked }));
      announce(t('track.found', { number: body.number }));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      form.setError('root', { message: t('track.wrong') });
    }
  }

  return (
    <Page title={t('track.title')} width="narrow">
      <Card>
        <Form form={form} onSubmit={look} label={t('track.title')}>
          <FormTextField
            name="number"
            label={t('track.number')}
            description={t('track.number.hint')}
            autoComplete="off"
            spellCheck="false"
          />
          <FormTextField
            name="code"
            label={t('track.code')}
            description={t('track.code.hint')}
            inputMode="numeric"
            autoComplete="off"
          />
          <FormActions>
            <SubmitButton size="large">{t('track.look')}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      {status && <CaseStatus status={status} />}
    </Page>
  );
}
