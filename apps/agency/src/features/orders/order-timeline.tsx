import type { OrderView } from '@1999/dispatch/contract';
import { Time } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import './order-timeline.css';
import { useWord } from './words.ts';

/** What has happened to the order, the newest first, from the journal. */
export function OrderTimeline({ events }: { events: OrderView['timeline'] }) {
  const t = useT();
  const word = useWord();
  return (
    <ol className="order-timeline">
      {events.toReversed().map((event) => (
        <li key={event.id}>
          <Time at={event.at} shape="seconds" /> <strong>{word('event', event.type)}</strong>{' '}
          {typeof event.payload.via === 'string' && word('via', event.payload.via)}
          {typeof event.payload.kind === 'string' && word('clock', event.payload.kind)}
          {typeof event.payload.percent === 'number' &&
            ` ${t('order.percent', { percent: event.payload.percent })}`}
        </li>
      ))}
    </ol>
  );
}
