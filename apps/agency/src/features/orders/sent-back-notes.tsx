import type { OrderView } from '@1999/dispatch/contract';
import { Banner, Time } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** Why an order is here again, or is no dispatch any more: what the crew must know before all else. */
export function SentBackNotes({ order }: { order: OrderView }) {
  const t = useT();
  const refused = order.refusals.at(-1);
  const waits = order.state === 'reported' && order.needsVerification;
  return (
    <>
      {order.followUpOfId && <Banner tone="warning" title={t('order.followUp')} />}
      {refused && order.endedAt === null && (
        <Banner tone="warning" title={t('order.refused')}>
          <p>
            {refused.reason ?? t('order.erased')} · <Time at={refused.at} shape="dayTime" />
          </p>
        </Banner>
      )}
      {order.petition && (
        <Banner tone="info" title={t('order.petition')}>
          <p>{order.petition.reason ?? t('order.erased')}</p>
        </Banner>
      )}
      {waits && <Banner tone="info" title={t('order.waitsForVerification')} />}
    </>
  );
}
