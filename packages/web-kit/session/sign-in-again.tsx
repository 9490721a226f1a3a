import type { SessionUser } from '@1999/directory/contract';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useKitT } from '../i18n/create-i18n.ts';
import { session } from './session-store.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Asks for the password again, over the screen as it was: nothing half written is lost. */
export function SignInAgain({ user }: { user: SessionUser }) {
  const t = useKitT();
  return (
    <Dialog role="alertdialog" isOpen onClose={() => {}} title={t('kit.session.expired')}>
      <p>{t('kit.session.expired.body', { name: user.name })}</p>
      <SignInForm username={user.username} />
      <Button variant="quiet" onPress={() => void session.signOut()}>
        {t('kit.session.other')}
      </Button>
    </Dialog>
  );
}
