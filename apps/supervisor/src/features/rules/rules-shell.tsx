import { Page } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.ts';
import './rules.css';

/** A page of rules: its heading, and the way to the other kinds. */
export function RulesShell(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  const t = useT();
  return (
    <Page title={props.title} aside={props.aside} width="wide">
      <nav className="rules-nav" aria-label={t('rules.pages')}>
        <Link to="/rules" activeOptions={{ exact: true }}>
          {t('rules.policies')}
        </Link>
        <Link to="/rules/calendars">{t('rules.calendars')}</Link>
        <Link to="/rules/incidents">{t('rules.incidents')}</Link>
        <Link to="/rules/verification">{t('rules.verification')}</Link>
        <Link to="/rules/risk">{t('rules.risk')}</Link>
      </nav>
      {props.children}
    </Page>
  );
}
