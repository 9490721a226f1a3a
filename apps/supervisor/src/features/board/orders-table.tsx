import type { BoardOrder } from '@1999/metrics/contract';
import { DeadlineChip, Table, TimeLeft, useLocaleChoice } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { zh } from '../../messages/zh.ts';

/** The exceptions first: open orders by time left on the clock that is next. */
export function OrdersTable({ orders }: { orders: readonly BoardOrder[] }) {
  const t = useT();
  const chinese = useLocaleChoice().locale !== 'en';
  const word = (prefix: 'clock' | 'order', code: string) => {
    const key = `${prefix}.${code}`;
    return key in zh ? t(key as keyof typeof zh) : code;
  };
  return (
    <Table
      caption={t('board.orders')}
      rows={orders}
      rowId={(order) => order.orderId}
      empty={t('board.orders.empty')}
      columns={[
        {
          id: 'chip',
          header: t('column.chip'),
          cell: (order) => <DeadlineChip dueAt={order.dueAt} startedAt={order.startedAt} />,
        },
        {
          id: 'timeLeft',
          header: t('column.timeLeft'),
          align: 'end',
          cell: (order) => order.dueAt && <TimeLeft dueAt={order.dueAt} />,
        },
        {
          id: 'clock',
          header: t('column.clock'),
          cell: (order) => order.clock && word('clock', order.clock),
        },
        {
          id: 'number',
          header: t('column.number'),
          isRowHeader: true,
          cell: (order) => order.number,
        },
        {
          id: 'type',
          header: t('column.type'),
          cell: (order) => (
            <>
              {chinese ? order.typeNameZh : order.typeNameEn}
              {order.danger && <strong> {t('board.danger')}</strong>}
            </>
          ),
        },
        {
          id: 'district',
          header: t('column.district'),
          cell: (order) => (chinese ? order.districtNameZh : order.districtNameEn),
        },
        {
          id: 'agency',
          header: t('column.agency'),
          cell: (order) => (chinese ? order.agencyNameZh : order.agencyNameEn),
        },
        {
          id: 'state',
          header: t('column.state'),
          cell: (order) => word('order', order.state),
        },
      ]}
    />
  );
}
