import type { NearbyOrder } from '@1999/dispatch/contract';
import { Button, DeadlineChip, EmptyState, QueryView, useShortcut } from '@1999/web-kit';
import type { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import type { CaseDraft } from './case-values.ts';
import { useNearbyOrders } from './use-reference.ts';

export type Nearby = z.infer<typeof NearbyOrder>;

/**
 * Open orders close to the place on the form, those of the same kind first: perhaps this one is
 * known already, and then one key makes the report a duplicate of it.
 */
export function NearbyOrders(props: {
  place: Pick<CaseDraft, 'district' | 'point' | 'typeCode'>;
  /** Left out while nothing can be attached. */
  onAttach?: ((order: Nearby) => void) | undefined;
}) {
  const t = useT();
  const { place, onAttach } = props;
  const nearby = useNearbyOrders(place);
  if (!place.district && !place.point) return <EmptyState>{t('nearby.none')}</EmptyState>;
  return (
    <QueryView query={nearby}>
      {(orders) => <OrderList orders={orders} typeCode={place.typeCode} onAttach={onAttach} />}
    </QueryView>
  );
}

function OrderList(props: {
  orders: readonly Nearby[];
  typeCode: string | null;
  onAttach?: ((order: Nearby) => void) | undefined;
}) {
  const t = useT();
  const { orders, typeCode, onAttach } = props;
  const same = orders.filter((order) => order.typeCode === typeCode);
  const others = orders.filter((order) => order.typeCode !== typeCode);
  const nearest = same[0];
  useShortcut(
    'case.attach',
    'Ctrl+Alt+KeyD',
    t('nearby.attach.key'),
    () => nearest && onAttach?.(nearest),
    { enabled: Boolean(nearest && onAttach) },
  );
  if (orders.length === 0) return <EmptyState>{t('nearby.nothing')}</EmptyState>;
  return (
    <>
      {same.length > 0 && (
        <>
          <h3>
            <span role="status">{t('nearby.same', { count: same.length })}</span>
          </h3>
          <ul className="nearby">
            {same.map((order) => (
              <OrderLine key={order.id} order={order} onAttach={onAttach} />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{t('nearby.others')}</h3>
          <ul className="nearby">
            {others.map((order) => (
              <OrderLine key={order.id} order={order} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OrderLine({
  order,
  onAttach,
}: {
  order: Nearby;
  onAttach?: ((order: Nearby) => void) | undefined;
}) {
  const t = useT();
  const name = useName();
  return (
    <li>
      <DeadlineChip dueAt={order.nextDueAt} startedAt={order.issuedAt} />{' '}
      <strong>{name(order.typeZh, order.typeEn)}</strong> {order.number}{' '}
      {name(order.districtZh, order.districtEn)}
      {order.metres !== null && ` ${t('nearby.metres', { metres: Math.round(order.metres) })}`}
      {onAttach && (
        <Button onPress={() => onAttach(order)}>
          {t('nearby.attach', { number: order.number })}
        </Button>
      )}
    </li>
  );
}
