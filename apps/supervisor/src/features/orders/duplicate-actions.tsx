import { AttachOrderBody, NearbyOrder, type OrderView } from '@1999/dispatch/contract';
import {
  api,
  Banner,
  Button,
  Dialog,
  EmptyState,
  Form,
  FormActions,
  FormRadioGroup,
  QueryView,
  SignedIn,
  SubmitButton,
  toast,
  useErrorSentence,
  useName,
  useZodForm,
} from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useOrder } from './use-order.ts';
import { useOrderStep } from './use-order-step.ts';

/** How far around an order its likely duplicates are looked for, in metres. */
const AROUND_METRES = 500;

/** Makes an open order the duplicate of another near by, or takes a duplicate out again. */
export function DuplicateActions({ order }: { order: OrderView }) {
  const t = useT();
  const [choosing, setChoosing] = useState(false);
  if (order.endedAt !== null) return null;
  const { parentId } = order;
  return (
    <SignedIn roles={['supervisor']} fallback={null}>
      {parentId ? (
        <Attached orderId={order.id} parentId={parentId} />
      ) : (
        <section className="order-actions" aria-label={t('duplicate.title')}>
          <Button onPress={() => setChoosing(true)}>{t('duplicate.attach')}</Button>
        </section>
      )}
      <Dialog
        isOpen={choosing}
        onClose={() => setChoosing(false)}
        title={t('duplicate.attach.title', { number: order.number })}
      >
        <AttachForm order={order} onDone={() => setChoosing(false)} />
      </Dialog>
    </SignedIn>
  );
}

function Attached(props: { orderId: string; parentId: string }) {
  const t = useT();
  const sentence = useErrorSentence();
  const parent = useOrder(props.parentId);
  const detach = useOrderStep(props.orderId, 'detach', t('duplicate.detach.done'));
  return (
    <Banner tone="info" title={t('duplicate.attached')}>
      <QueryView query={parent}>
        {({ id, number }) => (
          <p>
            <Link to="/orders/$orderId" params={{ orderId: id }}>
              {number}
            </Link>
          </p>
        )}
      </QueryView>
      <p>
        <Button onPress={() => void detach().catch((error) => toast(sentence(error), 'error'))}>
          {t('duplicate.detach')}
        </Button>
      </p>
    </Banner>
  );
}

function AttachForm({ order, onDone }: { order: OrderView; onDone(): void }) {
  const t = useT();
  const name = useName();
  const form = useZodForm(AttachOrderBody, { defaultValues: { parentId: '' } });
  const attach = useOrderStep(order.id, 'attach', t('duplicate.attach.done'));
  const candidates = useCandidates(order);
  return (
    <QueryView query={candidates}>
      {(orders) =>
        orders.length === 0 ? (
          <EmptyState>{t('duplicate.none')}</EmptyState>
        ) : (
          <Form
            form={form}
            label={t('duplicate.attach')}
            onSubmit={async (body) => {
              await attach(body);
              onDone();
            }}
          >
            <p>{t('duplicate.attach.body')}</p>
            <FormRadioGroup
              name="parentId"
              label={t('duplicate.parent')}
              options={orders.map((one) => ({
                id: one.id,
                label: [
                  one.number,
                  name(one.districtZh, one.districtEn),
                  name(one.agencyZh, one.agencyEn),
                  one.metres === null ? null : t('duplicate.metres', { metres: one.metres }),
                ]
                  .filter(Boolean)
                  .join(' · '),
              }))}
            />
            <FormActions>
              <SubmitButton>{t('duplicate.attach')}</SubmitButton>
            </FormActions>
          </Form>
        )
      }
    </QueryView>
  );
}

/** Open orders of the same type around it, or in its district; none that is a duplicate itself. */
function useCandidates({ id, typeCode, districtCode, danger, lat, lng }: OrderView) {
  const place: Record<string, string> =
    lat === null || lng === null
      ? { districtCode }
      : { lat: String(lat), lng: String(lng), metres: String(AROUND_METRES) };
  const query = new URLSearchParams({ typeCode, ...place });
  return useQuery({
    queryKey: ['order', id, 'candidates'],
    queryFn: ({ signal }) =>
      api.get(`/api/orders/nearby?${query}`, { schema: z.array(NearbyOrder), signal }),
    // A danger joins only a danger.
    select: (orders) =>
      orders.filter((one) => one.id !== id && one.parentId === null && (one.danger || !danger)),
  });
}
