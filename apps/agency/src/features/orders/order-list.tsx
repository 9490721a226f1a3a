import type { OrderRow } from '@1999/dispatch/contract';
import {
  Checkbox,
  DeadlineChip,
  EmptyState,
  nextClock,
  riskPercent,
  Time,
  TimeLeft,
  useName,
  useOrderWord,
} from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import './order-list.css';
import { WaitingMark } from './waiting-mark.tsx';

/** Which orders are ticked, to be acknowledged at once. */
export interface Ticks {
  readonly ids: ReadonlySet<string>;
  toggle(id: string): void;
}

/** Orders as cards for a thumb: the nearest deadline on top. With `ticks`, issued ones can be ticked. */
export function OrderList({ orders, ticks }: { orders: readonly OrderRow[]; ticks?: Ticks }) {
  const t = useT();
  if (orders.length === 0) return <EmptyState>{t('orders.none')}</EmptyState>;
  return (
    <ul className="order-list">
      {orders.map((order) => (
        <li key={order.id}>
          {ticks && order.state === 'issued' && (
            <Checkbox isSelected={ticks.ids.has(order.id)} onChange={() => ticks.toggle(order.id)}>
              {t('bulk.tick', { number: order.number })}
            </Checkbox>
          )}
          <OrderCard order={order} />
        </li>
      ))}
    </ul>
  );
}

function OrderCard({ order }: { order: OrderRow }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  const clock = nextClock(order.clocks);
  return (
    <Link to="/orders/$orderId" params={{ orderId: order.id }} className="order-card">
      <span className="order-card-line">
        <DeadlineChip dueAt={clock?.dueAt} startedAt={clock?.startedAt} />
        <span className="order-card-clock">
          {clock && word('clock', clock.kind)} {clock && <TimeLeft dueAt={clock.dueAt} />}
        </span>
      </span>
      <strong className="order-card-title">
        {order.danger && <span className="order-danger">{t('orders.danger')}</span>}{' '}
        {name(order.typeZh, order.typeEn)} · {name(order.districtZh, order.districtEn)}
      </strong>
      <span className="muted">
        {order.number} · {word('order', order.state)} · <Time at={order.issuedAt} shape="dayTime" />
        {order.assignee && ` · ${order.assignee.name}`}
      </span>
      {clock && (
        <span className="muted">
          {word('clock', clock.kind)} {t('orders.due')} <Time at={clock.dueAt} shape="dayTime" />
        </span>
      )}
      {/* A list kept on the device by an earlier version of the app has no chances. */}
      {typeof order.risk === 'number' && (
        <span>{t('orders.risk', { percent: riskPercent(order.risk) })}</span>
      )}
      <WaitingMark orderId={order.id} />
    </Link>
  );
}
