import type { OrderView } from '@1999/dispatch/contract';
import { useNavigate } from '@tanstack/react-router';
import { outbox } from '../../offline/outbox-box.ts';
import { ReportFields } from './report-fields.tsx';

/** The report of an order; it is stored on the device and sent as soon as the server is there. */
export function ReportForm({ order }: { order: OrderView }) {
  const navigate = useNavigate();
  const { id: orderId, number: orderNumber, caseId } = order;
  return (
    <ReportFields
      onSend={async (text, photos) => {
        await outbox.add({ orderId, orderNumber, caseId, action: 'report', text, photos });
        await navigate({ to: '/orders/$orderId', params: { orderId } });
      }}
    />
  );
}
