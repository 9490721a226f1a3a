import { CrashPage, NotFoundPage, PageShell, SignedIn } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Link, Outlet } from '@tanstack/react-router';
import { AgenciesPage } from '../features/agencies/agencies-page.tsx';
import { AgencyPage } from '../features/agencies/agency-page.tsx';
import { AlarmProvider } from '../features/alarms/use-alarms.tsx';
import { BoardPage } from '../features/board/board-page.tsx';
import { WallPage } from '../features/board/wall-page.tsx';
import { IncidentPage } from '../features/incidents/incident-page.tsx';
import { IncidentsPage } from '../features/incidents/incidents-page.tsx';
import { IvrPage } from '../features/ivr/ivr-page.tsx';
import { OrderPage } from '../features/orders/order-page.tsx';
import { OrdersPage } from '../features/orders/orders-page.tsx';
import { RiskPage } from '../features/risk/risk-page.tsx';
import { CalendarsPage } from '../features/rules/calendars-page.tsx';
import { IncidentRulesPage } from '../features/rules/incident-rules-page.tsx';
import { PoliciesPage } from '../features/rules/policies-page.tsx';
import { VerificationPage } from '../features/rules/verification-page.tsx';
import { useT } from '../messages/index.ts';

const roles = ['supervisor', 'admin'] as const;

function Shell() {
  const t = useT();
  const nav = (
    <>
      <Link to="/" activeOptions={{ exact: true }}>
        {t('nav.board')}
      </Link>
      <Link to="/wall">{t('nav.wall')}</Link>
      <Link to="/orders">{t('nav.orders')}</Link>
      <Link to="/incidents">{t('nav.incidents')}</Link>
      <Link to="/ivr">{t('nav.ivr')}</Link>
      <Link to="/rules">{t('nav.rules')}</Link>
      <Link to="/agencies">{t('nav.agencies')}</Link>
    </>
  );
  return (
    <PageShell appName={t('app.name')} homeHref="/supervisor/" nav={nav}>
      <SignedIn roles={roles}>
        <AlarmProvider>
          <Outlet />
        </AlarmProvider>
      </SignedIn>
    </PageShell>
  );
}

/** The kiosk: the board alone; signing in happens once, in place. */
function Wall() {
  return (
    <main id="main">
      <SignedIn roles={roles}>
        <WallPage />
      </SignedIn>
    </main>
  );
}

const root = createRootRoute();
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const board = createRoute({ getParentRoute: () => shell, path: '/', component: BoardPage });
const order = createRoute({
  getParentRoute: () => shell,
  path: '/orders/$orderId',
  component: function Order() {
    const { orderId } = order.useParams();
    return <OrderPage orderId={orderId} />;
  },
});
const ivr = createRoute({ getParentRoute: () => shell, path: '/ivr', component: IvrPage });
const rules = createRoute({
  getParentRoute: () => shell,
  path: '/rules',
  component: PoliciesPage,
});
const calendars = createRoute({
  getParentRoute: () => shell,
  path: '/rules/calendars',
  component: CalendarsPage,
});
const incidentRules = createRoute({
  getParentRoute: () => shell,
  path: '/rules/incidents',
  component: IncidentRulesPage,
});
const verification = createRoute({
  getParentRoute: () => shell,
  path: '/rules/verification',
  component: VerificationPage,
});
const orders = createRoute({
  getParentRoute: () => shell,
  path: '/orders',
  component: OrdersPage,
});
const incidents = createRoute({
  getParentRoute: () => shell,
  path: '/incidents',
  component: IncidentsPage,
});
const incident = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/$incidentId',
  component: function Incident() {
    const { incidentId } = incident.useParams();
    return <IncidentPage incidentId={incidentId} />;
  },
});
const agencies = createRoute({
  getParentRoute: () => shell,
  path: '/agencies',
  component: AgenciesPage,
});
const agency = createRoute({
  getParentRoute: () => shell,
  path: '/agencies/$agencyId',
  component: function Agency() {
    const { agencyId } = agency.useParams();
    return <AgencyPage key={agencyId} agencyId={agencyId} />;
  },
});
const risk = createRoute({ getParentRoute: () => shell, path: '/rules/risk', component: RiskPage });
const wall = createRoute({ getParentRoute: () => root, path: '/wall', component: Wall });

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([
      board,
      orders,
      order,
      incidents,
      incident,
      ivr,
      rules,
      calendars,
      incidentRules,
      verification,
      agencies,
      agency,
      risk,
    ]),
    wall,
  ]),
  basepath: '/supervisor',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/supervisor/" />,
  defaultErrorComponent: CrashPage,
});
