import type { AttemptView, DeliveryView } from '@1999/messaging/contract';
import { QueryView, Table, Time, useName, useOrderWord } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useDeliveries } from './use-order.ts';

/** One line: a try, or a message whose first try is still to come. */
interface Line {
  readonly delivery: DeliveryView;
  readonly attempt: AttemptView | null;
}

/** Who was told of the order, how, each time it was tried, and what came of it. */
export function DeliveriesTable(props: { orderId: string; caseId: string }) {
  const t = useT();
  const deliveries = useDeliveries(props.orderId, props.caseId);
  return (
    <QueryView query={deliveries}>
      {(rows) => <DeliveryLines caption={t('deliveries.title')} rows={rows} />}
    </QueryView>
  );
}

/** Deliveries with each of their tries, one line a try. */
export function DeliveryLines(props: { caption: string; rows: readonly DeliveryView[] }) {
  const t = useT();
  const word = useOrderWord();
  return (
    <Table
      caption={props.caption}
      tight
      rows={props.rows.flatMap(linesOf)}
      rowId={({ delivery, attempt }) => `${delivery.id} ${attempt?.n ?? 0}`}
      empty={t('deliveries.none')}
      columns={[
        {
          id: 'to',
          header: t('deliveries.to'),
          isRowHeader: true,
          cell: ({ delivery }) => <Receiver of={delivery} />,
        },
        {
          id: 'channel',
          header: t('deliveries.channel'),
          cell: ({ delivery }) => word('channel', delivery.channel),
        },
        {
          id: 'attempt',
          header: t('deliveries.attempts'),
          align: 'end',
          cell: ({ attempt }) => attempt?.n ?? t('board.noFigure'),
        },
        {
          id: 'at',
          header: t('deliveries.at'),
          cell: ({ delivery, attempt }) => (
            <Time at={attempt?.startedAt ?? delivery.queuedAt} shape="seconds" />
          ),
        },
        {
          id: 'outcome',
          header: t('deliveries.outcome'),
          cell: ({ delivery, attempt }) => <Outcome of={delivery} attempt={attempt} />,
        },
        {
          id: 'next',
          header: t('deliveries.next'),
          cell: ({ attempt }) =>
            attempt?.nextTryAt && <Time at={attempt.nextTryAt} shape="seconds" />,
        },
      ]}
    />
  );
}

function linesOf(delivery: DeliveryView): Line[] {
  if (delivery.tries.length === 0) return [{ delivery, attempt: null }];
  return delivery.tries.map((attempt) => ({ delivery, attempt }));
}

/** A duty contact's place and name, a device's person, an agency. */
function Receiver({ of: { toKind, receiver } }: { of: DeliveryView }) {
  const t = useT();
  const name = useName();
  if (!receiver) return t(`to.${toKind}`);
  return [name(receiver.nameZh, receiver.nameEn), receiver.person].filter(Boolean).join(' ');
}

function Outcome({ of: delivery, attempt }: { of: DeliveryView; attempt: AttemptView | null }) {
  const t = useT();
  if (!attempt) return t('delivery.queued');
  const isLast = attempt.n === delivery.tries.at(-1)?.n;
  const why = isLast && delivery.digit ? t('deliveries.key', { digit: delivery.digit }) : '';
  const reason = attempt.state === 'failed' && attempt.reason ? reasonWord(t, attempt.reason) : '';
  return (
    <>
      {t(attempt.state === 'queued' ? 'delivery.inHand' : `delivery.${attempt.state}`)}
      {(why || reason) && <div className="muted">{why || reason}</div>}
      {attempt.endedAt && attempt.endedAt !== attempt.startedAt && (
        <div className="muted">
          <Time at={attempt.endedAt} shape="seconds" />
        </div>
      )}
    </>
  );
}

const REASONS = [
  'noAnswer',
  'busy',
  'noKey',
  'callEnded',
  'askedForAgent',
  'noLongerNeeded',
  'channelError',
  'workerLost',
  'notPlaced',
  'lost',
  'outOfTries',
  'noAddress',
  'noDevice',
  'deviceGone',
  'addressNotAllowed',
  'noChannel',
  'noMailServer',
  'noCarrier',
] as const;

/** Why it failed; what has no words of its own shows its code. */
function reasonWord(t: ReturnType<typeof useT>, reason: string): string {
  const known = REASONS.find((one) => one === reason);
  return known ? t(`delivery.reason.${known}`) : reason;
}
