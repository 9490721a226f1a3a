import type { OrderView } from '@1999/dispatch/contract';
import { Banner, Button, Form, FormActions, FormRadioGroup, useZodForm } from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { closingGrounds } from './closing-grounds.ts';
import { useOrderStep } from './use-order-step.ts';

const Closing = z.object({ ground: z.enum(['report', 'photo', 'handOff']) });

/** Closes the order on a ground that its evidence carries; a danger never on words alone. */
export function CloseForm({ order }: { order: OrderView }) {
  const t = useT();
  const grounds = closingGrounds(order);
  const form = useZodForm(Closing, { defaultValues: { ground: grounds[0] } });
  const close = useOrderStep(order.id, 'closure', t('action.close.done'));
  if (grounds.length === 0) {
    return (
      <Banner tone="warning" title={t('close.noGround')}>
        <p>{t('close.noGround.body')}</p>
      </Banner>
    );
  }
  return (
    <Form form={form} label={t('action.close')} onSubmit={close}>
      <FormRadioGroup
        name="ground"
        label={t('close.ground')}
        options={grounds.map((ground) => ({ id: ground, label: t(`ground.${ground}`) }))}
      />
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          size="large"
          isPending={form.formState.isSubmitting}
        >
          {t('action.close')}
        </Button>
      </FormActions>
    </Form>
  );
}
