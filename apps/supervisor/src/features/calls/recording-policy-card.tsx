import { type RecordingPolicy, SetRecordingPolicy } from '@1999/telephony/contract/recording';
import {
  api,
  Card,
  Facts,
  Form,
  FormActions,
  FormCheckbox,
  FormTextField,
  QueryView,
  SubmitButton,
  Time,
  toast,
  useUser,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useRecordingPolicy } from './use-calls.ts';

/** What is recorded and how long it is kept: everybody here reads it, the administrator sets it. */
export function RecordingPolicyCard() {
  const t = useT();
  const { role } = useUser();
  const policy = useRecordingPolicy();
  return (
    <Card title={t('calls.policy')}>
      <QueryView query={policy}>
        {(now) => (
          <>
            <Facts
              items={[
                {
                  name: t('calls.policy.recordAll'),
                  value: t(now.recordAll ? 'calls.policy.all' : 'calls.policy.asked'),
                },
                { name: t('calls.policy.keepDays'), value: t('calls.days', { n: now.keepDays }) },
                { name: t('calls.policy.since'), value: <Time at={now.setAt} /> },
              ]}
            />
            {role === 'admin' && <PolicyForm key={now.version} policy={now} />}
          </>
        )}
      </QueryView>
    </Card>
  );
}

const Draft = SetRecordingPolicy.extend({ keepDays: z.coerce.number().int().min(1).max(3_650) });

function PolicyForm({ policy }: { policy: RecordingPolicy }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useZodForm(Draft, {
    defaultValues: { recordAll: policy.recordAll, keepDays: String(policy.keepDays) },
  });
  return (
    <Form
      form={form}
      label={t('calls.policy')}
      onSubmit={async (draft) => {
        await api.put('/api/recording-policy', { body: draft });
        await queries.invalidateQueries({ queryKey: ['recording-policy'] });
        toast(t('calls.policy.saved'), 'success');
      }}
    >
      <FormCheckbox name="recordAll">{t('calls.policy.all')}</FormCheckbox>
      <FormTextField name="keepDays" inputMode="numeric" label={t('calls.policy.keepDays')} />
      <FormActions>
        <SubmitButton>{t('calls.policy.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
