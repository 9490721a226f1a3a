import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { AccountMenu } from '../session/account-menu.tsx';
import { Button } from './button.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { useMedia } from './use-media.ts';
import './page-shell.css';

export interface PageShellProps {
  /** The name of the app, shown in the header. */
  appName: string;
  /** Where the app's name leads. */
  homeHref: string;
  /** Links to the app's main pages. */
  nav?: ReactNode;
  /** What stays in sight in the header. */
  status?: ReactNode;
  children: ReactNode;
  /** Off for public pages, which need no live connection. */
  live?: boolean;
}

/** What stands around every page: skip link, one row of header, banners, main. */
export function PageShell(props: PageShellProps) {
  const t = useKitT();
  const narrow = useMedia('(width <= 48rem)');
  const Menus = narrow ? FoldedMenus : OpenMenus;
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
        {props.status && <div className="shell-status">{props.status}</div>}
        <Menus nav={props.nav} />
      </header>
      {(props.live ?? true) && <OfflineBanner />}
      <main id="main" className="shell-main" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}

/** Links and menus side by side, where there is room. */
function OpenMenus({ nav }: { nav: ReactNode }) {
  return (
    <>
      {nav && <nav className="shell-nav">{nav}</nav>}
      <div className="shell-menus">
        <LanguageButton />
        <DisplayMenu />
        <AccountMenu />
      </div>
    </>
  );
}

/** The same behind one button: on a phone, and at 400 % zoom. */
function FoldedMenus({ nav }: { nav: ReactNode }) {
  const t = useKitT();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="shell-menus">
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button variant="quiet" size="large">
          <span aria-hidden="true">☰</span>
          {t('kit.menu')}
        </Button>
        <Popover className="popover">
          <Dialog className="shell-folded" aria-label={t('kit.menu')}>
            {nav && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: a link inside was followed; a key on it clicks too
              <nav className="shell-nav" onClick={() => setOpen(false)}>
                {nav}
              </nav>
            )}
            <LanguageButton />
            <DisplayMenu />
            <AccountMenu />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}

function LanguageButton() {
  const t = useKitT();
  const { locale, choose } = useLocaleChoice();
  const other = locale === 'en' ? 'zh-Hant-TW' : 'en';
  return (
    <Button variant="quiet" onPress={() => choose(other)}>
      <span lang={other}>{t(other === 'en' ? 'kit.language.en' : 'kit.language.zh')}</span>
    </Button>
  );
}
