import { CrashPage, NotFoundPage, PageShell, SignedIn } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Link, Outlet } from '@tanstack/react-router';
import { ActionPage, isPagedAction } from '../features/orders/action-page.tsx';
import { OrderPage } from '../features/orders/order-page.tsx';
import { OrdersPage } from '../features/orders/orders-page.tsx';
import { RosterPage } from '../features/roster/roster-page.tsx';
import { useT } from '../messages/index.ts';

function Shell() {
  const t = useT();
  return (
    <PageShell
      appName={t('app.name')}
      homeHref="/agency/"
      nav={
        <>
          <Link to="/">{t('nav.orders')}</Link>
          <Link to="/roster">{t('nav.roster')}</Link>
        </>
      }
    >
      <SignedIn roles={['agency']}>
        <Outlet />
      </SignedIn>
    </PageShell>
  );
}

const root = createRootRoute({ component: Shell });

const home = createRoute({ getParentRoute: () => root, path: '/', component: OrdersPage });
const roster = createRoute({ getParentRoute: () => root, path: '/roster', component: RosterPage });

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId',
  component: function Order() {
    const { orderId } = order.useParams();
    return <OrderPage orderId={orderId} />;
  },
});
const orderAction = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId/$action',
  component: function OrderAction() {
    const { orderId, action } = orderAction.useParams();
    if (!isPagedAction(action)) return <NotFoundPage homeHref="/agency/" />;
    return <ActionPage orderId={orderId} action={action} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([home, roster, order, orderAction]),
  basepath: '/agency',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/agency/" />,
  defaultErrorComponent: CrashPage,
});
