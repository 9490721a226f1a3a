import { OrderRow } from '@1999/dispatch/contract';
import {
  api,
  Button,
  DeadlineChip,
  nextClock,
  type OrderSort,
  OrderSortChoice,
  Page,
  QueryView,
  riskPercent,
  Select,
  sortInForce,
  Table,
  Time,
  TimeLeft,
  useLive,
  useName,
  useOrderWord,
} from '@1999/web-kit';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useRiskModel } from '../risk/use-risk-model.ts';

/** What the list can be narrowed to, each with its query. */
const views = {
  open: '',
  danger: 'danger=true',
  ruling: 'awaiting=ruling',
  reassignment: 'awaiting=reassignment',
  verification: 'awaiting=verification',
  extension: 'awaiting=extension',
  ended: 'state=ended',
} as const;
type View = keyof typeof views;

const PAGE = 50;
const TOPICS = ['orders'];
const Rows = z.array(OrderRow);

/**
 * Every order, by what is due next or by the risk of missing it; or only what waits for a
 * supervisor. The due time is always shown.
 */
export function OrdersPage() {
  const t = useT();
  const [view, setView] = useState<View>('open');
  const model = useRiskModel();
  const [wanted, want] = useState<OrderSort>('due');
  const orders = useOrders(view, view === 'ended' ? 'due' : sortInForce(wanted, model.data));
  return (
    <Page title={t('orders.title')} width="wide">
      <Select
        label={t('orders.view')}
        value={view}
        onChange={(chosen) => chosen && setView(chosen)}
        options={(Object.keys(views) as View[]).map((id) => ({ id, label: t(`orders.${id}`) }))}
      />
      {view !== 'ended' && <OrderSortChoice value={wanted} onChange={want} model={model.data} />}
      <QueryView query={orders}>
        {({ pages }) => (
          <>
            <Orders rows={pages.flat()} view={view} />
            {orders.hasNextPage && (
              <p>
                <Button
                  isPending={orders.isFetchingNextPage}
                  onPress={() => void orders.fetchNextPage()}
                >
                  {t('orders.more')}
                </Button>
              </p>
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** A list by risk is one page, the riskiest first; chances also change without an event. */
const BY_RISK = { limit: 500, againMs: 15_000 };

function useOrders(view: View, sort: OrderSort) {
  const queries = useQueryClient();
  const queryKey = ['orders', view, sort];
  const limit = sort === 'risk' ? BY_RISK.limit : PAGE;
  useLive(TOPICS, () => void queries.invalidateQueries({ queryKey }));
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam && `&after=${encodeURIComponent(pageParam)}`;
      const path = `/api/orders?${views[view]}&sort=${sort}&limit=${limit}${after}`;
      return api.get(path, { schema: Rows, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => {
      const last = page.at(-1);
      if (!last || sort === 'risk' || page.length < PAGE) return undefined;
      return `${(view === 'ended' ? last.endedAt : last.nextDueAt) ?? 'none'},${last.id}`;
    },
    refetchInterval: sort === 'risk' && BY_RISK.againMs,
  });
}

function Orders({ rows, view }: { rows: readonly OrderRow[]; view: View }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  return (
    <Table
      caption={t(`orders.${view}`)}
      captionHidden
      rows={rows}
      rowId={({ id }) => id}
      empty={t('orders.none')}
      columns={[
        {
          id: 'chip',
          header: t('column.chip'),
          cell: ({ clocks }) => {
            const next = nextClock(clocks);
            return next && <DeadlineChip dueAt={next.dueAt} startedAt={next.startedAt} />;
          },
        },
        {
          id: 'due',
          header: t('column.due'),
          cell: ({ clocks }) => {
            const next = nextClock(clocks);
            return (
              next && (
                <>
                  {word('clock', next.kind)} <Time at={next.dueAt} shape="dayTime" />
                </>
              )
            );
          },
        },
        {
          id: 'timeLeft',
          header: t('column.timeLeft'),
          align: 'end',
          cell: ({ clocks }) => {
            const next = nextClock(clocks);
            return next && <TimeLeft dueAt={next.dueAt} />;
          },
        },
        {
          id: 'number',
          header: t('column.number'),
          isRowHeader: true,
          cell: ({ id, number }) => (
            <Link to="/orders/$orderId" params={{ orderId: id }}>
              {number}
            </Link>
          ),
        },
        {
          id: 'risk',
          header: t('column.risk'),
          align: 'end',
          cell: ({ risk }) => (risk === null ? t('risk.none') : riskPercent(risk)),
        },
        {
          id: 'type',
          header: t('column.type'),
          cell: ({ typeZh, typeEn, danger }) => (
            <>
              {name(typeZh, typeEn)}
              {danger && <strong> {t('board.danger')}</strong>}
            </>
          ),
        },
        {
          id: 'district',
          header: t('column.district'),
          cell: ({ districtZh, districtEn }) => name(districtZh, districtEn),
        },
        {
          id: 'agency',
          header: t('column.agency'),
          cell: ({ agencyZh, agencyEn }) => name(agencyZh, agencyEn),
        },
        { id: 'state', header: t('column.state'), cell: ({ state }) => word('order', state) },
      ]}
    />
  );
}
