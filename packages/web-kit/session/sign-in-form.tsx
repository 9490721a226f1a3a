import { useState } from 'react';
import { z } from 'zod';
import { ApiError } from '../api/api-error.ts';
import { Form, FormActions, useZodForm } from '../components/form.tsx';
import { FormTextField, SubmitButton } from '../components/form-fields.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { session } from './session-store.ts';

const SignIn = z.object({
  username: z.string().trim().min(1),
  password: z.string().min(1),
  otp: z.string().trim(),
});

/** The kit's own sentence for a refused sign-in; undefined leaves it to the general ones. */
function refusal(error: unknown) {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 423 || error.code.includes('locked')) return 'kit.signIn.locked';
  if (error.code.includes('otp')) return 'kit.signIn.otpWrong';
  return error.status === 401 ? 'kit.signIn.wrong' : undefined;
}

/** User name, password and, where the account has it, a one-time code. */
export function SignInForm(props: { username?: string; password?: string }) {
  const t = useKitT();
  const { username = '', password = '' } = props;
  const form = useZodForm(SignIn, { defaultValues: { username, password, otp: '' } });
  const [needsOtp, setNeedsOtp] = useState(false);

  async function signIn(values: z.output<typeof SignIn>): Promise<void> {
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
        autoFocus={username !== ''}
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
        <SubmitButton size="large">
          {form.formState.isSubmitting ? t('kit.signIn.working') : t('kit.signIn.submit')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
