import type { OrderView } from '@1999/dispatch/contract';
import { text } from '@1999/platform/contract';
import {
  Banner,
  Card,
  Form,
  FormActions,
  FormSelect,
  FormTextField,
  SubmitButton,
  Time,
  useZodForm,
} from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useOrderStep } from './use-order-step.ts';

const hours = ['4', '8', '24', '72', '168'] as const;
const Asking = z.object({ reason: text(1000), more: z.enum(hours) });

/** Asks for more time for an order's work (展延), counted from its present deadline. */
export function ExtensionForm({ order }: { order: OrderView }) {
  const t = useT();
  const form = useZodForm(Asking, { defaultValues: { reason: '', more: '24' } });
  const ask = useOrderStep(order.id, 'extension', t('extension.done'));
  const waiting = order.extensions.find(({ decision }) => decision === null);
  const dues = order.clocks
    .filter((clock) => !clock.metAt && !clock.stoppedAt)
    .filter(({ kind }) => kind === 'handle' || kind === 'reportBack')
    .map(({ dueAt }) => Temporal.Instant.from(dueAt))
    .sort(Temporal.Instant.compare);
  const last = dues.at(-1);
  if (waiting) {
    return (
      <Banner tone="info" title={t('extension.waiting')}>
        <Time at={waiting.until} />
      </Banner>
    );
  }
  if (order.endedAt || order.parentId || !last) return null;
  return (
    <Card title={t('extension.title')}>
      <Form
        form={form}
        label={t('extension.title')}
        onSubmit={({ reason, more }) =>
          ask({ reason, until: last.add({ hours: Number(more) }).toString() })
        }
      >
        <FormSelect
          name="more"
          label={t('extension.more')}
          options={hours.map((id) => ({ id, label: t('extension.hours', { hours: id }) }))}
        />
        <FormTextField name="reason" multiline label={t('extension.reason')} />
        <FormActions>
          <SubmitButton variant="secondary">{t('extension.ask')}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
