import { type OrderView, ReasonBody } from '@1999/dispatch/contract';
import { Button, Form, FormActions, FormTextField, useZodForm } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useOrderStep } from './use-order-step.ts';

/** Says why nothing more is expected of the agency. */
export function ReleaseForm(props: { order: OrderView; onDone(): void }) {
  const t = useT();
  const form = useZodForm(ReasonBody, { defaultValues: { reason: '' } });
  const release = useOrderStep(props.order.id, 'release', t('action.release.done'));
  return (
    <Form
      form={form}
      label={t('action.release')}
      onSubmit={async (body) => {
        await release(body);
        props.onDone();
      }}
    >
      <p>{t('action.release.body')}</p>
      <FormTextField name="reason" multiline label={t('action.reason')} />
      <FormActions>
        <Button type="submit" variant="danger" isPending={form.formState.isSubmitting}>
          {t('action.release')}
        </Button>
      </FormActions>
    </Form>
  );
}
