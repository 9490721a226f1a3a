import { Banner, Page } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import './home-page.css';

/** Questions and reports are taken in writing by the same chat; their cards say so. */
const actions = [
  { name: 'ask', to: '/chat' },
  { name: 'report', to: '/chat' },
  { name: 'track', to: '/track' },
  { name: 'call', to: '/call' },
] as const;

/** The citizen's way in: ask, report, track, call. */
export function HomePage() {
  const t = useT();
  return (
    <Page title={t('home.title')}>
      <Banner tone="warning">
        <p>{t('home.emergency')}</p>
      </Banner>
      <nav className="actions" aria-label={t('home.title')}>
        {actions.map(({ name, to }) => (
          <Link key={name} to={to} className={name === 'call' ? 'action action-main' : 'action'}>
            <span className="action-name">{t(`home.${name}`)}</span>
            <span>{t(`home.${name}.hint`)}</span>
          </Link>
        ))}
      </nav>
      <p className="home-more">
        <Link to="/faq" className="button button-secondary button-large">
          {t('faq.title')}
        </Link>
        <a href="tel:1999" className="button button-secondary button-large">
          {t('home.dial')}
        </a>
      </p>
    </Page>
  );
}
