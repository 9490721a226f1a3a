import { CrashPage, NotFoundPage, PageShell, SignedIn } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Link, Outlet } from '@tanstack/react-router';
import { NewOrderAlarm } from '../features/alarm/new-order-alarm.tsx';
import { DevicePage } from '../features/device/device-page.tsx';
import { LinkPage } from '../features/link/link-page.tsx';
import { OfflineStatus } from '../features/offline-status.tsx';
import { ActionPage, isPagedAction } from '../features/orders/action-page.tsx';
import { OrderPage } from '../features/orders/order-page.tsx';
import { OrdersPage } from '../features/orders/orders-page.tsx';
import { OverviewPage } from '../features/overview/overview-page.tsx';
import { RosterPage } from '../features/roster/roster-page.tsx';
import { useT } from '../messages/index.ts';
import './staff.css';

/** Around the pages of the agency's own people. */
function Staff() {
  const t = useT();
  return (
    <PageShell
      appName={t('app.name')}
      homeHref="/agency/"
      live={false}
      nav={
        <>
          <Link to="/">{t('nav.orders')}</Link>
          <Link to="/overview">{t('nav.overview')}</Link>
          <Link to="/roster">{t('nav.roster')}</Link>
          <Link to="/device">{t('nav.device')}</Link>
        </>
      }
    >
      <SignedIn roles={['agency']}>
        <NewOrderAlarm />
        <OfflineStatus />
        <Outlet />
      </SignedIn>
    </PageShell>
  );
}

const root = createRootRoute({ component: Outlet });
const staff = createRoute({ getParentRoute: () => root, id: 'staff', component: Staff });

const home = createRoute({ getParentRoute: () => staff, path: '/', component: OrdersPage });
const roster = createRoute({
  getParentRoute: () => staff,
  path: '/roster',
  component: RosterPage,
});
const overview = createRoute({
  getParentRoute: () => staff,
  path: '/overview',
  component: OverviewPage,
});
const device = createRoute({ getParentRoute: () => staff, path: '/device', component: DevicePage });

const order = createRoute({
  getParentRoute: () => staff,
  path: '/orders/$orderId',
  component: function Order() {
    const { orderId } = order.useParams();
    return <OrderPage orderId={orderId} />;
  },
});
const orderAction = createRoute({
  getParentRoute: () => staff,
  path: '/orders/$orderId/$action',
  component: function OrderAction() {
    const { orderId, action } = orderAction.useParams();
    if (!isPagedAction(action)) return <NotFoundPage homeHref="/agency/" />;
    return <ActionPage orderId={orderId} action={action} />;
  },
});
/** The page a contractor's link opens, outside of any sign-in. */
const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$token',
  component: function LinkedOrder() {
    const t = useT();
    const { token } = link.useParams();
    return (
      <PageShell appName={t('app.name')} homeHref="" live={false}>
        <LinkPage token={token} />
      </PageShell>
    );
  },
});

export const router = createRouter({
  routeTree: root.addChildren([
    staff.addChildren([home, roster, overview, device, order, orderAction]),
    link,
  ]),
  basepath: '/agency',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/agency/" />,
  defaultErrorComponent: CrashPage,
});
