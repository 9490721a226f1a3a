import type { OrderView } from '@1999/dispatch/contract';
import { api, Button, toast, useErrorSentence } from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import './action-bar.css';

/** The moves that need no words: one press each. */
const oneStep = { acknowledge: 'acknowledgement', arrive: 'arrival' } as const;
/** The moves that need words or photos: a page each. */
const pages = ['report', 'close', 'return'] as const;

/** What can be done next, always within reach of the thumb. */
export function ActionBar({ order }: { order: OrderView }) {
  const t = useT();
  return (
    <section className="action-bar" aria-label={t('order.actions')}>
      {(Object.keys(oneStep) as (keyof typeof oneStep)[])
        .filter((action) => order.actions.includes(action))
        .map((action) => (
          <StepButton key={action} orderId={order.id} action={action} />
        ))}
      {pages
        .filter((action) => order.actions.includes(action))
        .map((action) => (
          <Link
            key={action}
            to="/orders/$orderId/$action"
            params={{ orderId: order.id, action }}
            className={action === 'return' ? 'button' : 'button button-primary'}
          >
            {t(`action.${action}`)}
          </Link>
        ))}
    </section>
  );
}

function StepButton({ orderId, action }: { orderId: string; action: keyof typeof oneStep }) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const step = useMutation({
    mutationFn: () => api.post(`/api/orders/${orderId}/${oneStep[action]}`, { body: {} }),
    onSuccess: () => toast(t(`action.${action}.done`), 'success'),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
  return (
    <Button variant="primary" size="large" isPending={step.isPending} onPress={() => step.mutate()}>
      {t(`action.${action}`)}
    </Button>
  );
}
