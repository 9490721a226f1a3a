import type { OrderView } from '@1999/dispatch/contract';
import { api, Banner, Button, Card, Time, useErrorSentence, useUser } from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useReachable } from '../../offline/use-outbox.ts';
import { OwnPhoneForm } from './own-phone-form.tsx';
import { useOwnPhone } from './use-own-phone.ts';

type CitizenCall = OrderView['citizenCalls'][number];

/**
 * Calls the citizen without showing the number: the person's own telephone rings first, and 1 puts
 * them through. What it cannot do just now it says in place of the button.
 */
export function CallCitizen({ order }: { order: OrderView }) {
  const t = useT();
  const reachable = useReachable();
  if (order.endedAt || order.state === 'returned') return null;
  return (
    <Card title={t('call.title')}>
      {!order.citizen.phone ? (
        <p>{t('call.noNumber')}</p>
      ) : !reachable ? (
        <p>{t('call.offline')}</p>
      ) : (
        <CallButton order={order} />
      )}
    </Card>
  );
}

function CallButton({ order }: { order: OrderView }) {
  const t = useT();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const user = useUser();
  const own = useOwnPhone();
  const [changing, change] = useState(false);
  const ring = useMutation({
    mutationFn: () => api.post(`/api/orders/${order.id}/citizen-calls`, { body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', order.id] }),
  });
  // A view this device kept before there were such calls has none.
  const [latest] = order.citizenCalls ?? [];
  const onCall = latest && !latest.endedAt;
  if (own.isPending) return <p className="muted">{t('call.asking')}</p>;
  const phone = own.data?.phone;
  if (!phone || changing) {
    return (
      <OwnPhoneForm
        known={Boolean(phone)}
        onSaved={() => {
          change(false);
          if (!phone) ring.mutate();
        }}
        onCancel={() => change(false)}
      />
    );
  }
  return (
    <>
      {ring.error && (
        <Banner tone="error" role="alert">
          <p>{sentence(ring.error)}</p>
        </Banner>
      )}
      <p>{t('call.how', { phone })}</p>
      {!onCall && (
        <div className="order-actions-row">
          <Button
            size="large"
            variant="primary"
            isPending={ring.isPending}
            onPress={() => ring.mutate()}
          >
            {t('call.start')}
          </Button>
          <Button size="large" onPress={() => change(true)}>
            {t('call.changePhone')}
          </Button>
        </div>
      )}
      <p role="status">{latest && <CallState call={latest} mine={latest.userId === user.id} />}</p>
    </>
  );
}

function CallState({ call, mine }: { call: CitizenCall; mine: boolean }) {
  const t = useT();
  if (call.endedAt) {
    return (
      <>
        {t(`call.end.${call.endReason ?? 'lost'}`)}{' '}
        <span className="muted">
          {call.by} <Time at={call.endedAt} shape="seconds" />
        </span>
      </>
    );
  }
  if (!mine) return t('call.byColleague', { name: call.by ?? '' });
  return <strong>{t(`call.state.${call.state}`)}</strong>;
}
