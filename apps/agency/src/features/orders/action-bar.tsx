import type { OrderView } from '@1999/dispatch/contract';
import { Button } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { actionsAfter } from '../../offline/outbox.ts';
import { outbox } from '../../offline/outbox-box.ts';
import { useOutbox } from '../../offline/use-outbox.ts';
import './action-bar.css';

/** The moves that need no words: one press each. */
const oneStep = ['acknowledge', 'arrive'] as const;
/** The moves that need words or photos: a page each. */
const pages = ['report', 'close', 'return'] as const;

/** What can be done next, always within reach of the thumb; what waits here counts as done. */
export function ActionBar({ order }: { order: OrderView }) {
  const t = useT();
  const actions = actionsAfter(order, useOutbox());
  const { id: orderId, number: orderNumber, caseId } = order;
  return (
    <section className="action-bar" aria-label={t('order.actions')}>
      {oneStep
        .filter((action) => actions.includes(action))
        .map((action) => (
          <Button
            key={action}
            variant="primary"
            size="large"
            onPress={() => void outbox.add({ orderId, orderNumber, caseId, action })}
          >
            {t(`action.${action}`)}
          </Button>
        ))}
      {pages
        .filter((action) => actions.includes(action))
        .map((action) => (
          <Link
            key={action}
            to="/orders/$orderId/$action"
            params={{ orderId, action }}
            className={action === 'return' ? 'button' : 'button button-primary'}
          >
            {t(`action.${action}`)}
          </Link>
        ))}
    </section>
  );
}
