import type { IncidentView, OrderRow } from '@1999/dispatch/contract';
import {
  Button,
  nextClock,
  SignedIn,
  Table,
  Time,
  TimeLeft,
  useName,
  useOrderWord,
} from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useIncidentStep } from './use-incident-step.ts';

/** The orders of an incident, the first reported first, each with what may be done to it here. */
export function MembersTable({ incident }: { incident: IncidentView }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  return (
    <Table
      caption={t('incident.orders')}
      rows={incident.members}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'number',
          header: t('column.number'),
          isRowHeader: true,
          cell: ({ id, number, danger }) => (
            <>
              <Link to="/orders/$orderId" params={{ orderId: id }}>
                {number}
              </Link>
              {danger && <strong> {t('board.danger')}</strong>}
            </>
          ),
        },
        {
          id: 'issuedAt',
          header: t('incident.issuedAt'),
          cell: ({ issuedAt }) => <Time at={issuedAt} shape="dayTime" />,
        },
        {
          id: 'agency',
          header: t('column.agency'),
          cell: ({ agencyZh, agencyEn }) => name(agencyZh, agencyEn),
        },
        { id: 'state', header: t('column.state'), cell: ({ state }) => word('order', state) },
        {
          id: 'due',
          header: t('incident.due'),
          align: 'end',
          cell: ({ clocks, parentId }) => {
            const next = parentId === null ? nextClock(clocks) : null;
            return next && <TimeLeft dueAt={next.dueAt} />;
          },
        },
        { id: 'merge', header: t('incident.mergeState'), cell: (order) => mergeState(order) },
        {
          id: 'do',
          header: t('incident.do'),
          cell: (order) => <MemberActions incident={incident} order={order} />,
        },
      ]}
    />
  );

  function mergeState({ id, parentId, endedAt }: OrderRow): string {
    const count = incident.members.filter((one) => one.parentId === id).length;
    if (parentId !== null) return t('incident.child');
    if (count > 0) return t('incident.lead', { count });
    return endedAt === null ? t('incident.alone') : '';
  }
}

function MemberActions({ incident, order }: { incident: IncidentView; order: OrderRow }) {
  const t = useT();
  const step = useIncidentStep(incident.id);
  const leads = incident.members.some(({ parentId }) => parentId === order.id);
  if (order.endedAt !== null) return null;
  return (
    <SignedIn roles={['supervisor']} fallback={null}>
      <div className="incident-actions">
        {order.parentId !== null && (
          <Button
            aria-label={`${t('duplicate.detach')} ${order.number}`}
            onPress={() =>
              void step(`/orders/${order.id}/detach`, {
                schema: z.unknown(),
                say: () => t('duplicate.detach.done'),
              })
            }
          >
            {t('duplicate.detach')}
          </Button>
        )}
        {!leads && (
          <Button
            variant="quiet"
            aria-label={t('incident.drop.of', { number: order.number })}
            onPress={() =>
              void step(`/incidents/${incident.id}/drop`, {
                body: { orderId: order.id },
                schema: z.unknown(),
                say: () => t('incident.drop.done'),
              })
            }
          >
            {t('incident.drop')}
          </Button>
        )}
      </div>
    </SignedIn>
  );
}
