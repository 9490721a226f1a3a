import { DemoAnswer } from '@1999/directory/contract';
import type { Role } from '@1999/platform/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createApi } from '../api/client.ts';
import { Button } from '../components/button.tsx';
import { Card, Page } from '../components/page.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in-page.css';

/** A city has dozens of agents; a few are enough to try. */
const mostDemoAccounts = 8;

const publicApi = createApi({ current: () => undefined });

/** Signing in; in demo mode with accounts to choose from. */
export function SignInPage({ roles }: { roles: readonly Role[] }) {
  const t = useKitT();
  const [chosen, choose] = useState({ username: '', password: '' });
  return (
    <Page title={t('kit.signIn.title')} width="narrow">
      <Card>
        <SignInForm key={chosen.username} {...chosen} />
      </Card>
      <DemoAccounts roles={roles} onChoose={choose} />
    </Page>
  );
}

/** In demo mode only: the accounts that may use this app. */
function DemoAccounts(props: {
  roles: readonly Role[];
  onChoose(account: { username: string; password: string }): void;
}) {
  const t = useKitT();
  const { data } = useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => publicApi.get('/api/demo', { schema: DemoAnswer, signal }),
    retry: false,
  });
  const fitting = data?.accounts.filter(({ role }) => props.roles.includes(role)) ?? [];
  const accounts = fitting.slice(0, mostDemoAccounts);
  if (accounts.length === 0) return null;
  return (
    <Card title={t('kit.signIn.demo')}>
      <p className="muted">{t('kit.signIn.demoHint')}</p>
      <ul className="demo-accounts">
        {accounts.map(({ username, password, name }) => (
          <li key={username}>
            <Button onPress={() => props.onChoose({ username, password })}>
              {t('kit.signIn.demoUse', { username, role: name })}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
