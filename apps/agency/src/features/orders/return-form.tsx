import type { OrderView } from '@1999/dispatch/contract';
import { text } from '@1999/platform/contract';
import { Banner, Form, FormActions, FormTextField, SubmitButton, useZodForm } from '@1999/web-kit';
import { useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { outbox } from '../../offline/outbox-box.ts';

const Reason = z.object({ reason: text(1000) });

/** Sends the order back because it is another agency's; its clocks run on meanwhile. */
export function ReturnForm({ order }: { order: OrderView }) {
  const t = useT();
  const form = useZodForm(Reason, { defaultValues: { reason: '' } });
  const navigate = useNavigate();
  const { id: orderId, number: orderNumber, caseId } = order;
  return (
    <Form
      form={form}
      label={t('action.return')}
      onSubmit={async ({ reason: text }) => {
        await outbox.add({ orderId, orderNumber, caseId, action: 'return', text });
        await navigate({ to: '/orders/$orderId', params: { orderId } });
      }}
    >
      <Banner tone="warning" title={t('return.clockRuns')} />
      <FormTextField name="reason" multiline label={t('return.reason')} />
      <FormActions>
        <SubmitButton variant="danger" size="large">
          {t('action.return')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
