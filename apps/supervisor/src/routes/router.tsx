import { CrashPage, NotFoundPage, PageShell, SignedIn } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Link, Outlet } from '@tanstack/react-router';
import { BoardPage } from '../features/board/board-page.tsx';
import { WallPage } from '../features/board/wall-page.tsx';
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
    </>
  );
  return (
    <PageShell appName={t('app.name')} homeHref="/supervisor/" nav={nav}>
      <SignedIn roles={roles}>
        <Outlet />
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
const wall = createRoute({ getParentRoute: () => root, path: '/wall', component: Wall });

export const router = createRouter({
  routeTree: root.addChildren([shell.addChildren([board]), wall]),
  basepath: '/supervisor',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/supervisor/" />,
  defaultErrorComponent: CrashPage,
});
