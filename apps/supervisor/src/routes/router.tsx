import { CrashPage, NotFoundPage, PageShell, SignedIn, useSessionState } from '@1999/web-kit';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import { AgenciesPage } from '../features/agencies/agencies-page.tsx';
import { AgencyPage } from '../features/agencies/agency-page.tsx';
import { AlarmProvider } from '../features/alarms/use-alarms.tsx';
import { BoardPage } from '../features/board/board-page.tsx';
import { WallPage } from '../features/board/wall-page.tsx';
import { CallsPage } from '../features/calls/calls-page.tsx';
import { HelpCalls } from '../features/help/help-calls.tsx';
import { IncidentPage } from '../features/incidents/incident-page.tsx';
import { IncidentsPage } from '../features/incidents/incidents-page.tsx';
import { InspectionsPage } from '../features/inspections/inspections-page.tsx';
import { IvrPage } from '../features/ivr/ivr-page.tsx';
import { knowledgeRoutes } from '../features/knowledge/routes.tsx';
import { WaitingAnnouncer } from '../features/knowledge/waiting-notice.tsx';
import { OrderPage } from '../features/orders/order-page.tsx';
import { OrdersPage } from '../features/orders/orders-page.tsx';
import { QueuePage } from '../features/queue/queue-page.tsx';
import { RiskPage } from '../features/risk/risk-page.tsx';
import { RosterPage } from '../features/roster/roster-page.tsx';
import { CalendarsPage } from '../features/rules/calendars-page.tsx';
import { IncidentRulesPage } from '../features/rules/incident-rules-page.tsx';
import { PoliciesPage } from '../features/rules/policies-page.tsx';
import { VerificationPage } from '../features/rules/verification-page.tsx';
import { useT } from '../messages/index.ts';

const supervision = ['supervisor', 'admin'] as const;
const everybody = [...supervision, 'inspector'] as const;

function Shell() {
  const t = useT();
  const state = useSessionState();
  const inspects = 'user' in state && state.user?.role === 'inspector';
  const nav = inspects ? (
    <Link to="/inspections">{t('nav.inspections')}</Link>
  ) : (
    <>
      <Link to="/" activeOptions={{ exact: true }}>
        {t('nav.board')}
      </Link>
      <Link to="/wall">{t('nav.wall')}</Link>
      <Link to="/orders">{t('nav.orders')}</Link>
      <Link to="/incidents">{t('nav.incidents')}</Link>
      <Link to="/calls">{t('nav.calls')}</Link>
      <Link to="/ivr">{t('nav.ivr')}</Link>
      <Link to="/queue">{t('nav.queue')}</Link>
      <Link to="/roster">{t('nav.roster')}</Link>
      <Link to="/rules">{t('nav.rules')}</Link>
      <Link to="/agencies">{t('nav.agencies')}</Link>
      <Link to="/knowledge">{t('nav.knowledge')}</Link>
    </>
  );
  return (
    <PageShell appName={t('app.name')} homeHref="/supervisor/" nav={nav}>
      <SignedIn roles={everybody}>
        {inspects ? (
          <Outlet />
        ) : (
          <AlarmProvider>
            <HelpCalls />
            <WaitingAnnouncer />
            <Outlet />
          </AlarmProvider>
        )}
      </SignedIn>
    </PageShell>
  );
}

/** What is supervision's alone; an inspector who comes here is shown what waits for inspection. */
function Supervision() {
  return (
    <SignedIn roles={supervision} fallback={<Navigate to="/inspections" replace />}>
      <Outlet />
    </SignedIn>
  );
}

/** The kiosk: the board alone; signing in happens once, in place. */
function Wall() {
  return (
    <main id="main">
      <SignedIn roles={supervision}>
        <WallPage />
      </SignedIn>
    </main>
  );
}

const root = createRootRoute();
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const supervisors = createRoute({
  getParentRoute: () => shell,
  id: 'supervision',
  component: Supervision,
});
const inspections = createRoute({
  getParentRoute: () => shell,
  path: '/inspections',
  component: InspectionsPage,
});
const board = createRoute({ getParentRoute: () => supervisors, path: '/', component: BoardPage });
const order = createRoute({
  getParentRoute: () => shell,
  path: '/orders/$orderId',
  component: function Order() {
    const { orderId } = order.useParams();
    return <OrderPage orderId={orderId} />;
  },
});
const calls = createRoute({
  getParentRoute: () => supervisors,
  path: '/calls',
  component: CallsPage,
});
const ivr = createRoute({ getParentRoute: () => supervisors, path: '/ivr', component: IvrPage });
const rules = createRoute({
  getParentRoute: () => supervisors,
  path: '/rules',
  component: PoliciesPage,
});
const calendars = createRoute({
  getParentRoute: () => supervisors,
  path: '/rules/calendars',
  component: CalendarsPage,
});
const incidentRules = createRoute({
  getParentRoute: () => supervisors,
  path: '/rules/incidents',
  component: IncidentRulesPage,
});
const verification = createRoute({
  getParentRoute: () => supervisors,
  path: '/rules/verification',
  component: VerificationPage,
});
const orders = createRoute({
  getParentRoute: () => supervisors,
  path: '/orders',
  component: OrdersPage,
});
const incidents = createRoute({
  getParentRoute: () => supervisors,
  path: '/incidents',
  component: IncidentsPage,
});
const incident = createRoute({
  getParentRoute: () => supervisors,
  path: '/incidents/$incidentId',
  component: function Incident() {
    const { incidentId } = incident.useParams();
    return <IncidentPage incidentId={incidentId} />;
  },
});
const agencies = createRoute({
  getParentRoute: () => supervisors,
  path: '/agencies',
  component: AgenciesPage,
});
const agency = createRoute({
  getParentRoute: () => supervisors,
  path: '/agencies/$agencyId',
  component: function Agency() {
    const { agencyId } = agency.useParams();
    return <AgencyPage key={agencyId} agencyId={agencyId} />;
  },
});
const risk = createRoute({
  getParentRoute: () => supervisors,
  path: '/rules/risk',
  component: RiskPage,
});
const queue = createRoute({
  getParentRoute: () => supervisors,
  path: '/queue',
  component: QueuePage,
});
const roster = createRoute({
  getParentRoute: () => supervisors,
  path: '/roster',
  component: RosterPage,
});
const wall = createRoute({ getParentRoute: () => root, path: '/wall', component: Wall });

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([
      inspections,
      order,
      supervisors.addChildren([
        board,
        orders,
        incidents,
        incident,
        rules,
        calendars,
        incidentRules,
        verification,
        agencies,
        agency,
        risk,
        queue,
        roster,
        calls,
        ivr,
        ...knowledgeRoutes(() => supervisors),
      ]),
    ]),
    wall,
  ]),
  basepath: '/supervisor',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/supervisor/" />,
  defaultErrorComponent: CrashPage,
});
