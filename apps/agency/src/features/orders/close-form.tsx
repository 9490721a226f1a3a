import type { OrderView } from '@1999/dispatch/contract';
import { Banner, Form, FormActions, FormRadioGroup, SubmitButton, useZodForm } from '@1999/web-kit';
import { useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { ClosingGround } from '../../offline/outbox.ts';
import { outbox } from '../../offline/outbox-box.ts';
import { useOutbox } from '../../offline/use-outbox.ts';
import { closingGrounds } from './closing-grounds.ts';

const Closing = z.object({ ground: ClosingGround });

/**
 * Closes the order on a ground that its evidence carries, also with what still waits on this device;
 * a danger never on words alone.
 */
export function CloseForm({ order }: { order: OrderView }) {
  const t = useT();
  const navigate = useNavigate();
  const grounds = closingGrounds(order, useOutbox());
  const form = useZodForm(Closing, { defaultValues: { ground: grounds[0] } });
  if (grounds.length === 0) {
    return (
      <Banner tone="warning" title={t('close.noGround')}>
        <p>{t('close.noGround.body')}</p>
      </Banner>
    );
  }
  const { id: orderId, number: orderNumber, caseId } = order;
  return (
    <Form
      form={form}
      label={t('action.close')}
      onSubmit={async ({ ground }) => {
        await outbox.add({ orderId, orderNumber, caseId, action: 'close', ground });
        await navigate({ to: '/orders/$orderId', params: { orderId } });
      }}
    >
      <FormRadioGroup
        name="ground"
        label={t('close.ground')}
        options={grounds.map((ground) => ({ id: ground, label: t(`ground.${ground}`) }))}
      />
      <FormActions>
        <SubmitButton size="large">{t('action.close')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
