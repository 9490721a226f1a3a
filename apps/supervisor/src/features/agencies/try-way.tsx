import type { AgencyChannel } from '@1999/directory/contract';
import { DeliveryView } from '@1999/messaging/contract';
import { api, Button, QueryView } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { DeliveryLines } from '../orders/deliveries-table.tsx';
import { useAttempt } from './use-agencies.ts';

/** How often to look what has become of a message that is on its way, in ms. */
const LOOK_MS = 1_000;

/** Sends a message without an order by a way, and shows what comes of it. */
export function TryWay(props: { agencyId: string; way: AgencyChannel; name: string }) {
  const t = useT();
  const { agencyId, way } = props;
  const attempt = useAttempt();
  const [isPending, setPending] = useState(false);
  const deliveries = useQuery({
    queryKey: ['deliveries', way.id],
    queryFn: ({ signal }) =>
      api.get(`/api/deliveries?refId=${way.id}`, { schema: z.array(DeliveryView), signal }),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'queued') ? LOOK_MS : false,
  });
  const send = async () => {
    setPending(true);
    await attempt(async () => {
      await api.post(`/api/agencies/${agencyId}/channels/${way.id}/test`);
      await deliveries.refetch();
    });
    setPending(false);
  };
  return (
    <>
      <p>{props.name}</p>
      <p className="muted">{t('ways.try.hint')}</p>
      <Button variant="primary" isPending={isPending} onPress={() => void send()}>
        {t('ways.try.send')}
      </Button>
      <QueryView query={deliveries}>
        {(rows) => (
          <DeliveryLines caption={t('ways.try.results')} rows={rows.toReversed().slice(0, 5)} />
        )}
      </QueryView>
    </>
  );
}
