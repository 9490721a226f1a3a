import { Agency } from '@1999/directory/contract';
import { ReassignOrderBody } from '@1999/dispatch/contract';
import {
  api,
  Button,
  Form,
  FormActions,
  FormComboBox,
  QueryView,
  useName,
  useZodForm,
} from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useOrderStep } from './use-order-step.ts';

/** Finds the right agency for an order that was sent back. */
export function ReassignForm(props: { orderId: string; onDone(): void }) {
  const t = useT();
  const name = useName();
  const form = useZodForm(ReassignOrderBody, { defaultValues: { agencyId: '' } });
  const reassign = useOrderStep(props.orderId, 'reassignment', t('action.reassign.done'));
  const agencies = useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => api.get('/api/agencies', { schema: z.array(Agency), signal }),
  });
  return (
    <QueryView query={agencies}>
      {(all) => (
        <Form
          form={form}
          label={t('action.reassign')}
          onSubmit={async (body) => {
            await reassign(body);
            props.onDone();
          }}
        >
          <FormComboBox
            name="agencyId"
            label={t('action.agency')}
            options={all
              .filter(({ active }) => active)
              .map(({ id, nameZh, nameEn }) => ({ id, label: name(nameZh, nameEn) }))}
          />
          <FormActions>
            <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
              {t('action.reassign')}
            </Button>
          </FormActions>
        </Form>
      )}
    </QueryView>
  );
}
