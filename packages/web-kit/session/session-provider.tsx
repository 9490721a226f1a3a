import type { SessionUser } from '@1999/directory/contract';
import type { Role } from '@1999/platform/contract';
import { useQueryClient } from '@tanstack/react-query';
import {
  Fragment,
  type ReactNode,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { ErrorState, LoadingState } from '../components/states.tsx';
import { clearToasts } from '../components/toast.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { type SessionState, session } from './session-store.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** How the sign-in of this page stands. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** Whose screen it is: of the person signed in, or of the one whose sign-in has just ended. */
function userOf(state: SessionState): SessionUser | undefined {
  return state.status === 'signedIn' || state.status === 'expired' ? state.user : undefined;
}

/** The person signed in. @throws Error outside of `<SignedIn>`. */
export function useUser(): SessionUser {
  const user = userOf(useSessionState());
  if (!user) throw new Error('useUser needs a SignedIn above it');
  return user;
}

/**
 * Shows its children to a signed-in person with one of `roles`; the sign-in page to anyone else.
 * What one person saw is forgotten when they sign out. With `fallback` it only shows or hides.
 */
export function SignedIn({
  roles,
  children,
  fallback,
}: {
  roles: readonly Role[];
  children: ReactNode;
  /** Shown to others in place of the sign-in page, where this is only a part of the screen. */
  fallback?: ReactNode;
}) {
  const state = useSessionState();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();

  const start = useCallback(() => {
    setFailure(undefined);
    session.renew().catch(setFailure);
  }, []);
  useEffect(() => {
    if (session.state.status === 'starting') start();
  }, [start]);
  useEffect(() => {
    // Heard before React draws, so that nothing the next person's screens ask for is lost.
    let was = session.state;
    return session.subscribe(() => {
      const now = session.state;
      const left = userOf(was)?.id;
      if (left && left !== userOf(now)?.id) queries.clear();
      else if (was.status === 'expired' && now.status === 'signedIn') {
        clearToasts();
        void queries.invalidateQueries();
      }
      was = now;
    });
  }, [queries]);

  const user = userOf(state);
  if (user && roles.includes(user.role)) {
    return (
      <Fragment key={user.id}>
        {children}
        {state.status === 'expired' && fallback === undefined && <SignInAgain user={user} />}
      </Fragment>
    );
  }
  if (fallback !== undefined) return fallback;
  if (state.status === 'starting') {
    return failure ? <ErrorState error={failure} onRetry={start} /> : <LoadingState />;
  }
  return user ? <WrongRole user={user} /> : <SignInPage roles={roles} />;
}

/** Signed in, but not for this app. */
function WrongRole({ user }: { user: SessionUser }) {
  const t = useKitT();
  return (
    <Page title={t('kit.forbidden.title')} width="narrow">
      <Banner
        tone="warning"
        actions={<Button onPress={() => void session.signOut()}>{t('kit.signOut')}</Button>}
      >
        <p>{t('kit.forbidden.body', { name: user.name, role: t(`kit.role.${user.role}`) })}</p>
      </Banner>
    </Page>
  );
}
