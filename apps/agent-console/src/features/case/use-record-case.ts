import { OpenedCase } from '@1999/cases/contract';
import { IssuedOrder } from '@1999/dispatch/contract';
import { api } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseSubject } from './case-subject.ts';
import { type CaseDraft, type CompleteCase, toOpenCase } from './case-values.ts';

type Opened = NonNullable<CaseDraft['opened']>;

/** Writes the case down, and issues its order to an agency; each once, however often it is tried. */
export function useRecordCase(subject: CaseSubject) {
  const queries = useQueryClient();
  return {
    open: async (values: CompleteCase): Promise<Opened> => {
      if (values.callerName) {
        await api.patch(`/api/citizens/${subject.citizenId}`, {
          body: { name: values.callerName },
        });
      }
      const opened = await api.post('/api/cases', {
        body: toOpenCase(values, subject.contactId),
        schema: OpenedCase,
        // One conversation opens one case of one kind: a second press or a lost answer opens no second.
        idempotencyKey: `${subject.refId}.${values.typeCode}`,
      });
      await queries.invalidateQueries({ queryKey: ['citizen'] });
      return { ...opened, orderId: null, orderNumber: null, attachedTo: null };
    },
    issue: async (opened: Opened, agencyId: string): Promise<Opened> => {
      const order = await api.post(`/api/cases/${opened.caseId}/orders`, {
        body: { matterId: opened.matterId, agencyId },
        schema: IssuedOrder,
        idempotencyKey: `${opened.matterId}.issue`,
      });
      return { ...opened, orderId: order.id, orderNumber: order.number };
    },
    /** Makes the issued order a duplicate of one that is open already. */
    attach: async (opened: Opened, parent: { id: string; number: string }): Promise<Opened> => {
      await api.post(`/api/orders/${opened.orderId}/attach`, { body: { parentId: parent.id } });
      return { ...opened, attachedTo: parent.number };
    },
  };
}
