import type { DeliveryView } from '@1999/messaging/contract';
import { QueryView, Table, Time, useOrderWord } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useDeliveries } from './use-order.ts';

/** Who was told of the order, how, when, and what came of it. */
export function DeliveriesTable(props: { orderId: string; caseId: string }) {
  const t = useT();
  const word = useOrderWord();
  const deliveries = useDeliveries(props.orderId, props.caseId);
  return (
    <QueryView query={deliveries}>
      {(rows) => (
        <Table
          caption={t('deliveries.title')}
          tight
          rows={rows}
          rowId={({ id }) => id}
          empty={t('deliveries.none')}
          columns={[
            {
              id: 'to',
              header: t('deliveries.to'),
              isRowHeader: true,
              cell: ({ toKind }) => t(`to.${toKind}`),
            },
            {
              id: 'channel',
              header: t('deliveries.channel'),
              cell: ({ channel }) => word('channel', channel),
            },
            {
              id: 'state',
              header: t('deliveries.state'),
              cell: ({ state }) => t(`delivery.${state}`),
            },
            {
              id: 'answer',
              header: t('deliveries.answer'),
              cell: ({ digit, reason, state }) => {
                if (digit) return t('deliveries.key', { digit });
                return state === 'failed' && reason ? reasonWord(t, reason) : '';
              },
            },
            {
              id: 'at',
              header: t('deliveries.at'),
              cell: (row) => <Time at={lastMoment(row)} shape="seconds" />,
            },
            {
              id: 'attempts',
              header: t('deliveries.attempts'),
              align: 'end',
              cell: ({ attempts }) => attempts,
            },
          ]}
        />
      )}
    </QueryView>
  );
}

/** When the delivery came to the state it is in. */
function lastMoment(row: DeliveryView): string {
  return row.acknowledgedAt ?? row.failedAt ?? row.deliveredAt ?? row.sentAt ?? row.queuedAt;
}

const REASONS = [
  'noAnswer',
  'busy',
  'noKey',
  'callEnded',
  'askedForAgent',
  'noLongerNeeded',
] as const;

/** Why it failed; what has no words of its own shows its code. */
function reasonWord(t: ReturnType<typeof useT>, reason: string): string {
  const known = REASONS.find((one) => one === reason);
  return known ? t(`delivery.reason.${known}`) : reason;
}
