import type { OrderAction } from '@1999/dispatch/contract';
import { Banner, Page, QueryView } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { actionsAfter } from '../../offline/outbox.ts';
import { useOutbox } from '../../offline/use-outbox.ts';
import { CloseForm } from './close-form.tsx';
import { ReportForm } from './report-form.tsx';
import { ReturnForm } from './return-form.tsx';
import { useOrder } from './use-orders.ts';

const forms = { report: ReportForm, close: CloseForm, return: ReturnForm } as const;
export type PagedAction = keyof typeof forms;

/** True when `name` is an action with a page of its own. */
export function isPagedAction(name: string): name is PagedAction {
  return name in forms;
}

/** One action of an order on a full page; says so when the order has moved on meanwhile. */
export function ActionPage({ orderId, action }: { orderId: string; action: PagedAction }) {
  const t = useT();
  const order = useOrder(orderId);
  const entries = useOutbox();
  const ActionForm = forms[action];
  return (
    <QueryView query={order}>
      {(view) => (
        <Page title={`${t(`action.${action}`)} ${view.number}`} width="narrow">
          {actionsAfter(view, entries).includes(action satisfies OrderAction) ? (
            <ActionForm order={view} />
          ) : (
            <Banner tone="info" title={t('order.movedOn')} />
          )}
          <p>
            <Link to="/orders/$orderId" params={{ orderId }}>
              {t('order.back')}
            </Link>
          </p>
        </Page>
      )}
    </QueryView>
  );
}
