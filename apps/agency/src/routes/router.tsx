import { CrashPage, NotFoundPage, PageShell, SignedIn } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Link, Outlet } from '@tanstack/react-router';
import { RosterPage } from '../features/roster/roster-page.tsx';
import { useT } from '../messages/index.ts';

function Shell() {
  const t = useT();
  return (
    <PageShell
      appName={t('app.name')}
      homeHref="/agency/"
      nav={<Link to="/roster">{t('nav.roster')}</Link>}
    >
      <SignedIn roles={['agency']}>
        <Outlet />
      </SignedIn>
    </PageShell>
  );
}

const root = createRootRoute({ component: Shell });

const home = createRoute({ getParentRoute: () => root, path: '/', component: RosterPage });
const roster = createRoute({ getParentRoute: () => root, path: '/roster', component: RosterPage });

export const router = createRouter({
  routeTree: root.addChildren([home, roster]),
  basepath: '/agency',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/agency/" />,
  defaultErrorComponent: CrashPage,
});
