import { useT } from '../../messages/index.ts';
import { useOutbox } from '../../offline/use-outbox.ts';
import './order-list.css';

/** What of an order waits on this device: "acknowledgement waiting". */
export function WaitingMark({ orderId }: { orderId: string }) {
  const t = useT();
  const waiting = useOutbox().filter(
    (entry) => entry.orderId === orderId && entry.state === 'waiting',
  );
  return waiting.map(({ id, action }) => (
    <span key={id} className="chip chip-half-gone waiting-mark">
      <span aria-hidden="true">⇡</span> {t(`outbox.waiting.${action}`)}
    </span>
  ));
}
