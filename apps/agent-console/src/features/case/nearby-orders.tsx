import { DeadlineChip, EmptyState, QueryView } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import type { CaseDraft } from './case-values.ts';
import { useNearbyOrders } from './use-reference.ts';

/** Open orders close to the place on the form: perhaps this one is known already. */
export function NearbyOrders({ place }: { place: Pick<CaseDraft, 'district' | 'point'> }) {
  const t = useT();
  const name = useName();
  const nearby = useNearbyOrders(place);
  if (!place.district && !place.point) return <EmptyState>{t('nearby.none')}</EmptyState>;
  return (
    <QueryView query={nearby}>
      {(orders) =>
        orders.length === 0 ? (
          <EmptyState>{t('nearby.nothing')}</EmptyState>
        ) : (
          <ul>
            {orders.map((order) => (
              <li key={order.id}>
                <DeadlineChip dueAt={order.nextDueAt} startedAt={order.issuedAt} />{' '}
                <strong>{name(order.typeZh, order.typeEn)}</strong> {order.number}{' '}
                {name(order.districtZh, order.districtEn)}
                {order.metres !== null &&
                  ` ${t('nearby.metres', { metres: Math.round(order.metres) })}`}
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}
