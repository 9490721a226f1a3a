import { Agency } from '@1999/directory/contract';
import { type OrderView, ReassignOrderBody, RuleOrderBody } from '@1999/dispatch/contract';
import {
  api,
  Facts,
  Form,
  FormActions,
  FormComboBox,
  FormTextField,
  QueryView,
  SubmitButton,
  Time,
  useName,
  useZodForm,
} from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useOrderStep } from './use-order-step.ts';

interface Props {
  readonly order: OrderView;
  onDone(): void;
}

/** Finds the right agency for an order that was sent back. */
export function ReassignForm({ order, onDone }: Props) {
  const t = useT();
  const form = useZodForm(ReassignOrderBody, { defaultValues: { agencyId: '' } });
  const reassign = useOrderStep(order.id, 'reassignment', t('action.reassign.done'));
  return (
    <Form
      form={form}
      label={t('action.reassign')}
      onSubmit={async (body) => {
        await reassign(body);
        onDone();
      }}
    >
      <AgencyField />
      <FormActions>
        <SubmitButton>{t('action.reassign')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** The RDEC rules, seeing who has held the order and for how long. */
export function RuleForm({ order, onDone }: Props) {
  const t = useT();
  const name = useName();
  const form = useZodForm(RuleOrderBody, { defaultValues: { agencyId: '', reason: '' } });
  const rule = useOrderStep(order.id, 'ruling', t('action.rule.done'));
  return (
    <Form
      form={form}
      label={t('action.rule')}
      onSubmit={async (body) => {
        await rule(body);
        onDone();
      }}
    >
      <p>{t('action.rule.body')}</p>
      <Facts
        items={order.holdings.map(({ agencyZh, agencyEn, from, to }) => ({
          name: name(agencyZh, agencyEn),
          value: (
            <>
              <Time at={from} /> – {to && <Time at={to} />}
            </>
          ),
        }))}
      />
      <AgencyField />
      <FormTextField name="reason" multiline label={t('action.reason')} />
      <FormActions>
        <SubmitButton>{t('action.rule')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function AgencyField() {
  const t = useT();
  const name = useName();
  const agencies = useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => api.get('/api/agencies', { schema: z.array(Agency), signal }),
  });
  return (
    <QueryView query={agencies}>
      {(all) => (
        <FormComboBox
          name="agencyId"
          label={t('action.agency')}
          options={all
            .filter(({ active }) => active)
            .map(({ id, nameZh, nameEn }) => ({ id, label: name(nameZh, nameEn) }))}
        />
      )}
    </QueryView>
  );
}
