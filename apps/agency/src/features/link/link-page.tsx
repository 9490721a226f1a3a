import { LinkedOrder } from '@1999/dispatch/contract/agency';
import {
  ApiError,
  Banner,
  Button,
  Card,
  ClockTable,
  createApi,
  Facts,
  MapLink,
  NextOrderClock,
  Page,
  QueryView,
  Time,
  toast,
  useErrorSentence,
  useName,
  useOrderWord,
} from '@1999/web-kit';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import '../orders/order-page.css';
import { ReportFields } from '../orders/report-fields.tsx';

const Uploaded = z.object({ attachmentId: z.uuid() });
const UPLOAD_MS = 120_000;
/** Nobody rings here: the page asks again by itself. */
const AGAIN_MS = 20_000;

/** A contractor's or utility's page: one order, opened by its link alone, without an account. */
export function LinkPage({ token }: { token: string }) {
  const t = useT();
  const client = useMemo(() => createApi({ current: () => token }), [token]);
  const order = useQuery({
    queryKey: ['linked-order', token],
    queryFn: ({ signal }) => client.get('/api/linked-order', { schema: LinkedOrder, signal }),
    refetchInterval: AGAIN_MS,
  });
  const gone = order.error instanceof ApiError && [401, 404].includes(order.error.status);
  if (gone) {
    return (
      <Page title={t('link.over')} width="narrow">
        <Banner tone="info" title={t('link.over')}>
          <p>{t('link.over.body')}</p>
        </Banner>
      </Page>
    );
  }
  return (
    <QueryView query={order}>
      {(view) => (
        <Page
          title={t('order.heading', { number: view.number })}
          aside={<NextOrderClock clocks={view.clocks} />}
        >
          <LinkedFacts order={view} />
          <ClockTable clocks={view.clocks} />
          <LinkedSteps order={view} client={client} again={() => order.refetch()} />
        </Page>
      )}
    </QueryView>
  );
}

function LinkedFacts({ order }: { order: LinkedOrder }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  const { lat, lng } = order;
  const district = name(order.districtZh, order.districtEn);
  const place = [district, order.village, order.address, order.landmark].filter(Boolean);
  return (
    <Card title={name(order.typeZh, order.typeEn)}>
      <p>{order.description ?? t('order.erased')}</p>
      <Facts
        items={[
          { name: t('link.agency'), value: name(order.agencyZh, order.agencyEn) },
          { name: t('order.place'), value: place.join(' ') },
          ...(lat !== null && lng !== null
            ? [{ name: t('order.map'), value: <MapLink lat={lat} lng={lng} /> }]
            : []),
          { name: t('order.state'), value: word('order', order.state) },
          { name: t('order.issuedAt'), value: <Time at={order.issuedAt} /> },
          ...(order.instructions
            ? [{ name: t('order.instructions'), value: order.instructions }]
            : []),
          { name: t('link.until'), value: <Time at={order.expiresAt} /> },
        ]}
      />
    </Card>
  );
}

const doors = { acknowledge: 'acknowledgement', arrive: 'arrival' } as const;

function LinkedSteps(props: {
  order: LinkedOrder;
  client: ReturnType<typeof createApi>;
  again(): Promise<unknown>;
}) {
  const t = useT();
  const sentence = useErrorSentence();
  const { order, client, again } = props;
  const step = useMutation({
    mutationFn: (action: keyof typeof doors) =>
      client.post(`/api/linked-order/${doors[action]}`, { body: {} }),
    onSuccess: (_answer, action) => toast(t(`action.${action}.done`), 'success'),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: again,
  });
  return (
    <>
      <div className="order-actions-row">
        {(['acknowledge', 'arrive'] as const)
          .filter((action) => order.actions.includes(action))
          .map((action) => (
            <Button
              key={action}
              size="large"
              variant="primary"
              isPending={step.isPending}
              onPress={() => step.mutate(action)}
            >
              {t(`action.${action}`)}
            </Button>
          ))}
      </div>
      {order.actions.includes('report') && (
        <Card title={t('action.report')}>
          <ReportFields
            onSend={async (text, photos) => {
              const photoIds: string[] = [];
              for (const { key, name, blob } of photos) {
                const body = new FormData();
                body.append('file', blob, name);
                const { attachmentId } = await client.post('/api/linked-order/photos', {
                  body,
                  schema: Uploaded,
                  timeoutMs: UPLOAD_MS,
                  idempotencyKey: key,
                });
                photoIds.push(attachmentId);
              }
              await client.post('/api/linked-order/report', { body: { text, photoIds } });
              toast(t('action.report.done'), 'success');
              await again();
            }}
          />
        </Card>
      )}
      {order.reported && <Banner tone="success" title={t('link.reported')} />}
    </>
  );
}
