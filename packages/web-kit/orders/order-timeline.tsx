import type { OrderView } from '@1999/dispatch/contract';
import { useKitT } from '../i18n/create-i18n.ts';
import { Time } from '../time/time.tsx';
import { type OrderWordKind, useOrderWord } from './order-words.ts';
import './order-timeline.css';

/** What of an event's payload is said beside its name. */
const details = ['via', 'kind', 'level', 'channel', 'ground'] as const;
const wordOf: Record<(typeof details)[number], OrderWordKind> = {
  via: 'via',
  kind: 'clock',
  level: 'level',
  channel: 'channel',
  ground: 'ground',
};

/** What has happened to the order, the newest first, from the journal. */
export function OrderTimeline({ events }: { events: OrderView['timeline'] }) {
  const t = useKitT();
  const word = useOrderWord();
  return (
    <ol className="order-timeline">
      {events.toReversed().map(({ id, at, type, payload, actor }) => (
        <li key={id}>
          <Time at={at} shape="seconds" /> <strong>{word('event', type)}</strong>{' '}
          {details.map((name) => {
            const code = payload[name];
            return typeof code === 'string' && <span key={name}>{word(wordOf[name], code)} </span>;
          })}
          {typeof payload.percent === 'number' &&
            t('kit.order.percent', { percent: payload.percent })}{' '}
          {type === 'maskedCall.ended' && <CallEnd payload={payload} />}
          {actor.name && <span className="muted">{actor.name}</span>}
        </li>
      ))}
    </ol>
  );
}

/** How a call to the citizen ended, and how long the two talked. */
function CallEnd({ payload: { reason, seconds } }: { payload: Record<string, unknown> }) {
  const t = useKitT();
  const word = useOrderWord();
  return (
    <>
      {typeof reason === 'string' && word('callEnd', reason)}{' '}
      {typeof seconds === 'number' && seconds > 0 && t('kit.callEnd.seconds', { seconds })}{' '}
    </>
  );
}
