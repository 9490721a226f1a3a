import { OrderRow } from '@1999/dispatch/contract';
import { api, type OrderSort, useLive } from '@1999/web-kit';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

/** What the list can be narrowed to, each with its query. */
export const orderViews = {
  open: '',
  danger: 'danger=true',
  ruling: 'awaiting=ruling',
  reassignment: 'awaiting=reassignment',
  verification: 'awaiting=verification',
  extension: 'awaiting=extension',
  ended: 'state=ended',
} as const;
export type OrdersView = keyof typeof orderViews;

const PAGE = 50;
const TOPICS = ['orders'];
const Rows = z.array(OrderRow);

/** A list by risk is one page, the riskiest first; chances also change without an event. */
const BY_RISK = { limit: 500, againMs: 15_000 };

/**
 * The orders of a view, page after page, asked for again after every event of `topics`; those the
 * person may see.
 */
export function useOrders(view: OrdersView, sort: OrderSort, topics = TOPICS) {
  const queries = useQueryClient();
  const queryKey = ['orders', view, sort];
  const limit = sort === 'risk' ? BY_RISK.limit : PAGE;
  useLive(topics, () => void queries.invalidateQueries({ queryKey }));
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam && `&after=${encodeURIComponent(pageParam)}`;
      const path = `/api/orders?${orderViews[view]}&sort=${sort}&limit=${limit}${after}`;
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
