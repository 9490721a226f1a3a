import { Banner, Card, Page } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import './home-page.css';

/** The citizen's way in: what works is large; what comes by phone says so. */
export function HomePage() {
  const t = useT();
  return (
    <Page title={t('home.title')}>
      <Banner tone="warning">
        <p>{t('home.emergency')}</p>
      </Banner>
      <nav className="actions" aria-label={t('home.title')}>
        <Link to="/call" className="action action-main">
          <span className="action-name">{t('home.call')}</span>
          <span>{t('home.call.hint')}</span>
        </Link>
        <Link to="/track" className="action">
          <span className="action-name">{t('home.track')}</span>
          <span>{t('home.track.hint')}</span>
        </Link>
      </nav>
      <Card title={t('home.byPhone')}>
        <p>{t('home.byPhone.hint')}</p>
        <p>
          <a href="tel:1999">{t('home.dial')}</a>
        </p>
      </Card>
    </Page>
  );
}
