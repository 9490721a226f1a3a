import type { OrderView } from '@1999/dispatch/contract';
import { Colleague, ContractorLink } from '@1999/dispatch/contract/agency';
import { api, Button, Card, Select, Time, toast, useErrorSentence } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const NOBODY = 'nobody';

/** Who has the order in hand: a colleague of the agency, or a contractor by a link. */
export function InHands({ order }: { order: OrderView }) {
  const t = useT();
  if (order.endedAt) return null;
  return (
    <Card title={t('hands.title')}>
      <Assignee order={order} />
      <Contractor orderId={order.id} />
    </Card>
  );
}

function Assignee({ order }: { order: OrderView }) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const people = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) =>
      api.get('/api/agency/colleagues', { schema: z.array(Colleague), signal }),
  });
  const give = useMutation({
    mutationFn: (userId: string | null) =>
      api.post(`/api/orders/${order.id}/assignee`, { body: { userId } }),
    onSuccess: () => toast(t('hands.done'), 'success'),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', order.id] }),
  });
  return (
    <div>
      <Select
        label={t('hands.assignee')}
        value={order.assignee?.id ?? NOBODY}
        onChange={(id) => give.mutate(id === NOBODY ? null : id)}
        options={[
          { id: NOBODY, label: t('hands.nobody') },
          ...(people.data ?? (order.assignee ? [order.assignee] : [])).map(({ id, name }) => ({
            id,
            label: name,
          })),
        ]}
      />
    </div>
  );
}

function Contractor({ orderId }: { orderId: string }) {
  const t = useT();
  const sentence = useErrorSentence();
  const make = useMutation({
    mutationFn: () =>
      api.post(`/api/orders/${orderId}/contractor-link`, { schema: ContractorLink }),
    onError: (error) => toast(sentence(error), 'error'),
  });
  const link = make.data;
  const share = (url: string) =>
    navigator.share
      ? navigator.share({ url }).catch(() => undefined)
      : navigator.clipboard.writeText(url).then(() => toast(t('link.copied'), 'success'));
  return (
    <div>
      <p className="muted">{t('link.hint')}</p>
      <div className="order-actions-row">
        <Button size="large" isPending={make.isPending} onPress={() => make.mutate()}>
          {t('link.make')}
        </Button>
        {link && (
          <Button size="large" variant="primary" onPress={() => void share(link.url)}>
            {t('link.share')}
          </Button>
        )}
      </div>
      {link && (
        <p>
          <span className="contractor-url">{link.url}</span>{' '}
          <span className="muted">
            {t('link.until')} <Time at={link.expiresAt} shape="dayTime" />
          </span>
        </p>
      )}
    </div>
  );
}
