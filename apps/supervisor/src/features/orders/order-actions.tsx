import type { OrderView } from '@1999/dispatch/contract';
import { Button, Dialog, SignedIn, toast, useErrorSentence, useUser } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import './order-actions.css';
import { ReassignForm, RuleForm } from './give-form.tsx';
import { useOrderStep } from './use-order-step.ts';
import { WhyForm } from './why-form.tsx';

const inDialog = ['refuse', 'rule', 'reassign', 'petition', 'release'] as const;
type Move = (typeof inDialog)[number];

/**
 * What a supervisor may do with the order now: confirm, send back, rule, reassign, release. An
 * inspector confirms or refuses its report.
 */
export function OrderActions({ order }: { order: OrderView }) {
  const t = useT();
  const sentence = useErrorSentence();
  const [open, setOpen] = useState<Move>();
  const verify = useOrderStep(order.id, 'verification', t('action.verify.done'));
  const { role } = useUser();
  const offered = inDialog.filter(
    (one) => order.actions.includes(one) && (role === 'supervisor' || one === 'refuse'),
  );
  const mayVerify = order.actions.includes('verify');
  if (!mayVerify && offered.length === 0) return null;
  return (
    <SignedIn roles={['supervisor', 'inspector']} fallback={null}>
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
        {open && <MoveForm order={order} move={open} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </SignedIn>
  );
}

function MoveForm({ move, ...props }: { order: OrderView; move: Move; onDone(): void }) {
  if (move === 'rule') return <RuleForm {...props} />;
  if (move === 'reassign') return <ReassignForm {...props} />;
  return <WhyForm move={move} {...props} />;
}
