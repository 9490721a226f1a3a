import { Page } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.ts';
import './knowledge.css';

/** A page of the knowledge base: its heading, and the way to the others. */
export function KnowledgeShell(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  const t = useT();
  return (
    <Page title={props.title} aside={props.aside} width="wide">
      <nav className="rules-nav" aria-label={t('knowledge.pages')}>
        <Link to="/knowledge" activeOptions={{ exact: true, includeSearch: false }}>
          {t('knowledge.entries')}
        </Link>
        <Link to="/knowledge/try">{t('knowledge.try')}</Link>
        <Link to="/knowledge/words" activeOptions={{ includeSearch: false }}>
          {t('words.title')}
        </Link>
        <Link to="/knowledge/files">{t('knowledge.files')}</Link>
        <Link to="/knowledge/insight">{t('insight.title')}</Link>
      </nav>
      {props.children}
    </Page>
  );
}
