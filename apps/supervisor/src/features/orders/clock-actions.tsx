import { DecideExtensionBody, type OrderView, ReasonBody } from '@1999/dispatch/contract';
import {
  Banner,
  Button,
  Dialog,
  Form,
  FormActions,
  FormTextField,
  SignedIn,
  SubmitButton,
  Time,
  toast,
  useErrorSentence,
  useZodForm,
} from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useOrderStep } from './use-order-step.ts';

/** The moves of a deadline that need only a reason: the path each is posted to, and what goes along. */
const moves = {
  pause: { path: 'pauses', body: {} },
  reopen: { path: 'reopening', body: {} },
  grant: { path: 'extension/decision', body: { decision: 'granted' } },
  refuse: { path: 'extension/decision', body: { decision: 'refused' } },
} as const;
type Move = keyof typeof moves;

/** What a supervisor decides about an order's deadlines: pauses, extensions, reopening. */
export function ClockActions({ order }: { order: OrderView }) {
  const t = useT();
  const sentence = useErrorSentence();
  const [move, setMove] = useState<Move>();
  const resume = useOrderStep(order.id, 'resume', t('clocks.resume.done'));
  const asked = order.extensions.find(({ decision }) => decision === null);
  const open = order.endedAt === null && order.parentId === null;
  const paused = order.pauses.some(({ to }) => to === null);
  const mayReopen = order.actions.includes('reopen');
  if (!open && !mayReopen && !asked) return null;
  return (
    <SignedIn roles={['supervisor']} fallback={null}>
      {asked && (
        <Banner tone="warning" title={t('clocks.asked')}>
          <p>
            {asked.reason ?? t('order.erased')} · {t('clocks.until')} <Time at={asked.until} />
          </p>
          {open && <Button onPress={() => setMove('grant')}>{t('clocks.grant')}</Button>}{' '}
          <Button onPress={() => setMove('refuse')}>{t('clocks.refuse')}</Button>
        </Banner>
      )}
      <section className="order-actions" aria-label={t('clocks.title')}>
        {open && <Button onPress={() => setMove('pause')}>{t('clocks.pause')}</Button>}
        {paused && (
          <Button onPress={() => void resume().catch((error) => toast(sentence(error), 'error'))}>
            {t('clocks.resume')}
          </Button>
        )}
        {mayReopen && <Button onPress={() => setMove('reopen')}>{t('clocks.reopen')}</Button>}
      </section>
      <Dialog
        isOpen={move !== undefined}
        onClose={() => setMove(undefined)}
        title={move ? t(`clocks.${move}`) : ''}
      >
        {move && <WhyForm orderId={order.id} move={move} onDone={() => setMove(undefined)} />}
      </Dialog>
    </SignedIn>
  );
}

function WhyForm(props: { orderId: string; move: Move; onDone(): void }) {
  const t = useT();
  const { path, body } = moves[props.move];
  const form = useZodForm(ReasonBody, { defaultValues: { reason: '' } });
  const send = useOrderStep(props.orderId, path, t(`clocks.${props.move}.done`));
  return (
    <Form
      form={form}
      label={t(`clocks.${props.move}`)}
      onSubmit={async (values) => {
        await send('decision' in body ? DecideExtensionBody.parse({ ...body, ...values }) : values);
        props.onDone();
      }}
    >
      <p>{t(`clocks.${props.move}.body`)}</p>
      <FormTextField name="reason" multiline label={t('action.reason')} />
      <FormActions>
        <SubmitButton>{t(`clocks.${props.move}`)}</SubmitButton>
      </FormActions>
    </Form>
  );
}
