import type { OrderView } from '@1999/dispatch/contract';
import { text } from '@1999/platform/contract';
import {
  api,
  Card,
  Form,
  FormActions,
  FormSelect,
  FormTextField,
  SubmitButton,
  toast,
  useOrderWord,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const Excuse = z.object({ kind: z.string().min(1), reason: text(1000) });

/** Excuses a recorded breach, with a reason; the breach stays. Nothing where there is none left. */
export function ExcuseForm({ order }: { order: OrderView }) {
  const t = useT();
  const word = useOrderWord();
  const queries = useQueryClient();
  const left = order.clocks.filter(
    ({ kind, dueAt, breachedAt }) =>
      breachedAt && !order.excuses.some((one) => one.kind === kind && one.dueAt === dueAt),
  );
  const form = useZodForm(Excuse, { defaultValues: { kind: left[0]?.kind ?? '', reason: '' } });
  if (left.length === 0) return null;
  return (
    <Card title={t('excuse.title')}>
      <Form
        form={form}
        label={t('excuse.title')}
        onSubmit={async ({ kind, reason }) => {
          await api.post(`/api/orders/${order.id}/clocks/${kind}/excuse`, { body: { reason } });
          toast(t('excuse.done'), 'success');
          form.reset({ kind: '', reason: '' });
          await queries.invalidateQueries({ queryKey: ['order', order.id] });
        }}
      >
        <p className="muted">{t('excuse.hint')}</p>
        <FormSelect
          name="kind"
          label={t('excuse.clock')}
          options={left.map(({ kind }) => ({ id: kind, label: word('clock', kind) }))}
        />
        <FormTextField name="reason" multiline label={t('excuse.reason')} />
        <FormActions>
          <SubmitButton variant="secondary">{t('excuse.send')}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
