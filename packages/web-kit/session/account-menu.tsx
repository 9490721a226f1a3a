import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import { useSessionState } from './session-provider.tsx';
import { session } from './session-store.ts';

/** Who is signed in, and signing out. Nothing where nobody is. */
export function AccountMenu() {
  const t = useKitT();
  const state = useSessionState();
  if (!('user' in state)) return null;
  const { name, role } = state.user;
  return (
    <MenuTrigger>
      <Button className="button button-quiet button-normal">
        <span aria-hidden="true">☰</span>
        {name}
      </Button>
      <Popover className="popover">
        <p className="menu-head">{t('kit.signedInAs', { name, role: t(`kit.role.${role}`) })}</p>
        <Menu className="menu" aria-label={t('kit.menu.account')}>
          <MenuItem className="option" onAction={() => void session.signOut()}>
            {t('kit.signOut')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
