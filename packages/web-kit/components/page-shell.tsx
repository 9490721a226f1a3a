import type { ReactNode } from 'react';
import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { AccountMenu } from '../session/account-menu.tsx';
import { Button } from './button.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import './page-shell.css';

export interface PageShellProps {
  /** The name of the app, shown in the header. */
  appName: string;
  /** Where the app's name leads. */
  homeHref: string;
  /** Links to the app's main pages. */
  nav?: ReactNode;
  /** What stays in sight in the header, e.g. the agent's state. */
  status?: ReactNode;
  children: ReactNode;
  /** Off for public pages, which need no live connection. */
  live?: boolean;
}

/** What stands around every page: skip link, header with menus, banners, main, footer credit. */
export function PageShell(props: PageShellProps) {
  const t = useKitT();
  const { locale, choose } = useLocaleChoice();
  const other = locale === 'en' ? 'zh-Hant-TW' : 'en';
  return (
    <div className="shell">
      <a className="skip-link button button-primary" href="#main">
        {t('kit.skip')}
      </a>
      <header className="shell-head">
        <a className="shell-name" href={props.homeHref}>
          <span className="shell-mark" aria-hidden="true">
            1999
          </span>
          <span>{props.appName}</span>
        </a>
        {props.nav && <nav className="shell-nav">{props.nav}</nav>}
        {props.status && <div className="shell-status">{props.status}</div>}
        <div className="shell-menus">
          <Button variant="quiet" onPress={() => choose(other)}>
            <span lang={other}>{other === 'en' ? t('kit.language.en') : t('kit.language.zh')}</span>
          </Button>
          <DisplayMenu />
          <AccountMenu />
        </div>
      </header>
      {(props.live ?? true) && <OfflineBanner />}
      <main id="main" className="shell-main" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}
