import type { OrderView } from '@1999/dispatch/contract';
import { Button, Dialog, SignedIn, toast, useErrorSentence } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import './order-actions.css';
import { ReassignForm, RuleForm } from './give-form.tsx';
import { ReleaseForm } from './release-form.tsx';
import { useOrderStep } from './use-order-step.ts';

const forms = { rule: RuleForm, release: ReleaseForm, reassign: ReassignForm } as const;

/** What a supervisor may do with the order now: verify, rule, release, reassign. */
export function OrderActions({ order }: { order: OrderView }) {
  const t = useT();
  const sentence = useErrorSentence();
  const [open, setOpen] = useState<keyof typeof forms>();
  const verify = useOrderStep(order.id, 'verification', t('action.verify.done'));
  const offered = (['rule', 'release', 'reassign'] as const).filter((one) =>
    order.actions.includes(one),
  );
  const mayVerify = order.actions.includes('verify');
  const Form = open && forms[open];
  if (!mayVerify && offered.length === 0) return null;
  return (
    <SignedIn roles={['supervisor']} fallback={null}>
      <section className="order-actions" aria-label={t('action.title')}>
        {mayVerify && (
          <Button
            variant="primary"
            onPress={() => void verify().catch((error) => toast(sentence(error), 'error'))}
          >
            {t('action.verify')}
          </Button>
        )}
        {offered.map((action) => (
          <Button key={action} onPress={() => setOpen(action)}>
            {t(`action.${action}`)}
          </Button>
        ))}
      </section>
      <Dialog
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open ? t(`action.${open}`) : ''}
      >
        {Form && <Form order={order} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </SignedIn>
  );
}
