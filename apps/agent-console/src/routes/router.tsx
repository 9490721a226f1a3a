import { CrashPage, NotFoundPage, PageShell, SignedIn, useSessionState } from '@1999/web-kit';
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { ConsolePage } from '../features/console/console-page.tsx';
import { ShiftTools } from '../features/console/shift-tools.tsx';
import { ListenPage } from '../features/listen/listen-page.tsx';
import { useT } from '../messages/index.ts';

function Shell() {
  const t = useT();
  const signedIn = 'user' in useSessionState();
  return (
    <PageShell
      appName={t('app.name')}
      homeHref="/console/"
      status={signedIn ? <ShiftTools /> : undefined}
    >
      <SignedIn roles={['agent', 'supervisor']}>
        <Outlet />
      </SignedIn>
    </PageShell>
  );
}

const root = createRootRoute({ component: Shell });

const console = createRoute({ getParentRoute: () => root, path: '/', component: ConsolePage });

const listen = createRoute({
  getParentRoute: () => root,
  path: '/listen/$callId',
  component: function Listen() {
    const { callId } = listen.useParams();
    return <ListenPage key={callId} callId={callId} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([console, listen]),
  basepath: '/console',
  defaultNotFoundComponent: () => <NotFoundPage homeHref="/console/" />,
  defaultErrorComponent: CrashPage,
});
