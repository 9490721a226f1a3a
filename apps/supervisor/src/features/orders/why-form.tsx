import { type OrderView, ReasonBody } from '@1999/dispatch/contract';
import { Form, FormActions, FormTextField, SubmitButton, useZodForm } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useOrderStep } from './use-order-step.ts';

/** The moves that need only a reason, and the door of each. */
const doors = { release: 'release', refuse: 'refusal', petition: 'petition' } as const;

/** Says why an order is released, its report refused, or it is turned into a petition. */
export function WhyForm(props: { order: OrderView; move: keyof typeof doors; onDone(): void }) {
  const t = useT();
  const { order, move } = props;
  const form = useZodForm(ReasonBody, { defaultValues: { reason: '' } });
  const step = useOrderStep(order.id, doors[move], t(`action.${move}.done`));
  return (
    <Form
      form={form}
      label={t(`action.${move}`)}
      onSubmit={async (body) => {
        await step(body);
        props.onDone();
      }}
    >
      <p>{t(`action.${move}.body`)}</p>
      <FormTextField name="reason" multiline label={t('action.reason')} />
      <FormActions>
        <SubmitButton variant={move === 'release' ? 'danger' : 'primary'}>
          {t(`action.${move}`)}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
