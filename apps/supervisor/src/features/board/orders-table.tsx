import type { BoardOrder } from '@1999/metrics/contract';
import { DeadlineChip, Table, TimeLeft, useName, useOrderWord } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';

/** The exceptions first: open orders by time left on the clock that is next. */
export function OrdersTable({
  orders,
  still,
}: {
  orders: readonly BoardOrder[];
  /** On the wall nothing can be pressed. */
  still?: boolean;
}) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
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
          cell: (order) =>
            still ? (
              order.number
            ) : (
              <Link to="/orders/$orderId" params={{ orderId: order.orderId }}>
                {order.number}
              </Link>
            ),
        },
        {
          id: 'type',
          header: t('column.type'),
          cell: (order) => (
            <>
              {name(order.typeNameZh, order.typeNameEn)}
              {order.danger && <strong> {t('board.danger')}</strong>}
            </>
          ),
        },
        {
          id: 'district',
          header: t('column.district'),
          cell: (order) => name(order.districtNameZh, order.districtNameEn),
        },
        {
          id: 'agency',
          header: t('column.agency'),
          cell: (order) => name(order.agencyNameZh, order.agencyNameEn),
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
