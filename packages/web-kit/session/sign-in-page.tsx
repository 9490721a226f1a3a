import { DemoAnswer } from '@1999/directory/contract';
import type { Role } from '@1999/platform/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { ApiError } from '../api/api-error.ts';
import { createApi } from '../api/client.ts';
import { Button } from '../components/button.tsx';
import { Form, FormActions, useZodForm } from '../components/form.tsx';
import { FormTextField } from '../components/form-fields.tsx';
import { Card, Page } from '../components/page.tsx';
import { useKitT } from '../i18n/create-i18n.ts';

import { session } from './session-store.ts';
import './sign-in-page.css';

const SignInForm = z.object({
  username: z.string().trim().min(1),
  password: z.string().min(1),
  otp: z.string().trim(),
});

/** A city has dozens of agents; a few are enough to try. */
const mostDemoAccounts = 8;

const publicApi = createApi({ current: () => undefined });

/** The kit's own sentence for a refused sign-in; undefined leaves it to the general ones. */
function refusal(error: unknown) {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 423 || error.code.includes('locked')) return 'kit.signIn.locked';
  if (error.code.includes('otp')) return 'kit.signIn.otpWrong';
  return error.status === 401 ? 'kit.signIn.wrong' : undefined;
}

/** User name, password and, where the account has it, a one-time code. */
export function SignInPage({ roles }: { roles: readonly Role[] }) {
  const t = useKitT();
  const form = useZodForm(SignInForm, {
    defaultValues: { username: '', password: '', otp: '' },
  });
  const [needsOtp, setNeedsOtp] = useState(false);

  async function signIn(values: z.output<typeof SignInForm>): Promise<void> {
    try {
      await session.signIn(values);
    } catch (error) {
      const key = refusal(error);
      if (key === 'kit.signIn.otpWrong') setNeedsOtp(true);
      if (!key) throw error;
      form.setError('root', { message: t(key) });
    }
  }

  return (
    <Page title={t('kit.signIn.title')} width="narrow">
      <Card>
        <Form form={form} onSubmit={signIn} label={t('kit.signIn.title')}>
          <FormTextField
            name="username"
            label={t('kit.signIn.username')}
            autoComplete="username"
            spellCheck="false"
          />
          <FormTextField
            name="password"
            type="password"
            label={t('kit.signIn.password')}
            autoComplete="current-password"
          />
          {needsOtp && (
            <FormTextField
              name="otp"
              label={t('kit.signIn.otp')}
              description={t('kit.signIn.otpHint')}
              inputMode="numeric"
              autoComplete="one-time-code"
            />
          )}
          <FormActions>
            <Button
              type="submit"
              variant="primary"
              size="large"
              isPending={form.formState.isSubmitting}
            >
              {form.formState.isSubmitting ? t('kit.signIn.working') : t('kit.signIn.submit')}
            </Button>
          </FormActions>
        </Form>
      </Card>
      <DemoAccounts
        roles={roles}
        onChoose={({ username, password }) => {
          form.setValue('username', username);
          form.setValue('password', password);
          form.setFocus('password');
        }}
      />
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
