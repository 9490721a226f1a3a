import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { useKitT } from '../i18n/create-i18n.ts';

/** For a router's `defaultNotFoundComponent`. */
export function NotFoundPage({ homeHref }: { homeHref: string }) {
  const t = useKitT();
  return (
    <Page title={t('kit.notFound.title')} width="narrow">
      <p>{t('kit.notFound.body')}</p>
      <p>
        <a href={homeHref}>{t('kit.notFound.home')}</a>
      </p>
    </Page>
  );
}

/** For a router's `defaultErrorComponent`: the screen broke, the data did not. */
export function CrashPage() {
  const t = useKitT();
  return (
    <Page title={t('kit.crash.title')} width="narrow">
      <Banner
        tone="error"
        role="alert"
        actions={<Button onPress={() => location.reload()}>{t('kit.reload')}</Button>}
      >
        <p>{t('kit.crash.body')}</p>
      </Banner>
    </Page>
  );
}
