import type { OrderView } from '@1999/dispatch/contract';
import { Banner } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useOutbox } from '../../offline/use-outbox.ts';
import { closingGrounds } from './closing-grounds.ts';

/** A danger does not close on words: says so, from the start, until there is a ground. */
export function GroundNeeded({ order }: { order: OrderView }) {
  const t = useT();
  const grounds = closingGrounds(order, useOutbox());
  if (order.endedAt || grounds.length > 0) return null;
  return (
    <Banner tone="warning" title={t('close.needsGround')}>
      <p>{t('close.noGround.body')}</p>
    </Banner>
  );
}
