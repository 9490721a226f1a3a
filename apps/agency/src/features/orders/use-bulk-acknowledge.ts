import type { OrderRow } from '@1999/dispatch/contract';
import { AcknowledgeManyAnswer } from '@1999/dispatch/contract/agency';
import { ApiError, api, toast, useErrorSentence } from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { outbox } from '../../offline/outbox-box.ts';

/** The most the server takes at once. */
const MOST = 100;

/**
 * Acknowledges many orders by one press. Without a network each goes into the outbox instead. What
 * became of those that could not be acknowledged stays to be read.
 */
export function useBulkAcknowledge(rows: readonly OrderRow[]) {
  const t = useT();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [rest, setRest] = useState<AcknowledgeManyAnswer>([]);
  const issued = rows.filter(({ state }) => state === 'issued').slice(0, MOST);
  const chosen = issued.filter(({ id }) => ids.has(id));
  const run = useMutation({
    mutationFn: async () => {
      const orderIds = chosen.map(({ id }) => id);
      try {
        const answer = await api.post('/api/orders/acknowledgements', {
          body: { orderIds },
          schema: AcknowledgeManyAnswer,
        });
        setRest(answer.filter(({ outcome }) => outcome !== 'acknowledged'));
        const count = answer.filter(({ outcome }) => outcome === 'acknowledged').length;
        toast(t('bulk.done', { count }), 'success');
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 0) throw error;
        for (const { id, number, caseId } of chosen) {
          await outbox.add({ orderId: id, orderNumber: number, caseId, action: 'acknowledge' });
        }
      }
      setIds(new Set());
    },
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  return {
    issued,
    chosen,
    rest,
    run,
    forgetRest: () => setRest([]),
    all: () => setIds(new Set(issued.map(({ id }) => id))),
    none: () => setIds(new Set()),
    ticks: {
      ids,
      toggle: (id: string) =>
        setIds((before) => {
          const after = new Set(before);
          if (!after.delete(id)) after.add(id);
          return after;
        }),
    },
  };
}
