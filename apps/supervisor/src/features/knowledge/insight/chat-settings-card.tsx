import { ChatHours, ChatSettings } from '@1999/chat/contract';
import {
  api,
  Card,
  Form,
  FormActions,
  FormRadioGroup,
  FormTextField,
  QueryView,
  SubmitButton,
  toast,
  useZodForm,
} from '@1999/web-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useT } from '../../../messages/index.ts';

const KEY = ['chat-settings'];
const Hours = ChatHours.unwrap().shape;
/** The form's own shape; sent, it is what the server takes. */
const Values = z
  .object({
    when: z.enum(['always', 'hours']),
    from: Hours.from,
    to: Hours.to,
    minutes: z.coerce.number().min(0.5).max(120),
  })
  .transform(({ when, from, to, minutes }) => ({
    hours: when === 'always' ? null : { from, to },
    callBackAfterSeconds: Math.round(minutes * 60),
  }));

/** When citizens may ask for a person in a chat, and from which wait on they may leave a number. */
export function ChatSettingsCard() {
  const t = useT();
  const settings = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/chat-settings', { schema: ChatSettings, signal }),
  });
  return (
    <Card title={t('chatSettings.title')}>
      <QueryView query={settings}>{(kept) => <SettingsForm kept={kept} />}</QueryView>
    </Card>
  );
}

function SettingsForm({ kept }: { kept: ChatSettings }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useZodForm(Values, {
    defaultValues: {
      when: kept.hours ? 'hours' : 'always',
      from: kept.hours?.from ?? '08:00',
      to: kept.hours?.to ?? '20:00',
      minutes: String(kept.callBackAfterSeconds / 60),
    } as never,
  });
  const { when } = useWatch({ control: form.control }) as { when?: string };
  return (
    <Form
      form={form}
      label={t('chatSettings.title')}
      onSubmit={async (body) => {
        const set = await api.put('/api/chat-settings', { body, schema: ChatSettings });
        queries.setQueryData(KEY, set);
        toast(t('chatSettings.saved'), 'success');
      }}
    >
      <FormRadioGroup
        name="when"
        label={t('chatSettings.when')}
        description={t('chatSettings.when.hint')}
        options={[
          { id: 'always', label: t('chatSettings.always') },
          { id: 'hours', label: t('chatSettings.hours') },
        ]}
      />
      {when === 'hours' && (
        <>
          <FormTextField name="from" label={t('chatSettings.from')} placeholder="08:00" />
          <FormTextField name="to" label={t('chatSettings.to')} placeholder="20:00" />
        </>
      )}
      <FormTextField name="minutes" label={t('chatSettings.minutes')} inputMode="decimal" />
      <FormActions>
        <SubmitButton>{t('chatSettings.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
