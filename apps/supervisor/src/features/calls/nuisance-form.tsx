import type { CallRow } from '@1999/telephony/contract';
import { AddNuisance } from '@1999/telephony/contract/ivr';
import {
  api,
  Banner,
  Form,
  FormActions,
  FormTextField,
  SubmitButton,
  toast,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const Draft = AddNuisance.omit({ callId: true }).extend({
  days: z.coerce.number().int().min(1).max(365),
});

/** Puts whoever made this call on the nuisance list for so many days, with the reason. */
export function NuisanceForm({ call, onDone }: { call: CallRow; onDone(): void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useZodForm(Draft, { defaultValues: { reason: '', days: '7' } });
  return (
    <Form
      form={form}
      label={t('calls.nuisance')}
      onSubmit={async (draft) => {
        await api.post('/api/nuisance', { body: { callId: call.callId, ...draft } });
        await queries.invalidateQueries({ queryKey: ['nuisance'] });
        toast(t('calls.nuisance.added'), 'success');
        onDone();
      }}
    >
      <Banner tone="warning">
        <p>{t('ivr.nuisance.intro')}</p>
      </Banner>
      <p>{call.citizen.phone}</p>
      <FormTextField name="reason" label={t('ivr.nuisance.reason')} />
      <FormTextField name="days" inputMode="numeric" label={t('calls.nuisance.days')} />
      <FormActions>
        <SubmitButton variant="danger">{t('calls.nuisance')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
