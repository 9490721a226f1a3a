import type { I18n } from '@lingui/core';
import { I18nProvider as LinguiProvider } from '@lingui/react';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components';
import { AnnouncerProvider } from '../announcer/announcer-provider.tsx';
import { Toasts } from '../components/toast.tsx';
import { useLocaleChoice } from '../i18n/create-i18n.ts';
import { ShortcutProvider } from '../keys/shortcuts.tsx';
import { StandardKeys } from '../keys/standard-keys.tsx';
import { LiveProvider } from '../live/use-live.tsx';

/** Everything the kit's components need around them. `startApp` puts it there. */
export function KitProvider(props: { lingui: I18n; queries: QueryClient; children: ReactNode }) {
  return (
    <LinguiProvider i18n={props.lingui}>
      <AriaLanguage>
        <QueryClientProvider client={props.queries}>
          <AnnouncerProvider>
            <ShortcutProvider>
              <LiveProvider>
                {props.children}
                <StandardKeys />
                <Toasts />
              </LiveProvider>
            </ShortcutProvider>
          </AnnouncerProvider>
        </QueryClientProvider>
      </AriaLanguage>
    </LinguiProvider>
  );
}

/** The components' built-in words ("dismiss", "selected") follow the language of the page. */
function AriaLanguage({ children }: { children: ReactNode }) {
  const { locale } = useLocaleChoice();
  return (
    <AriaI18nProvider locale={locale === 'en' ? 'en-GB' : 'zh-TW'}>{children}</AriaI18nProvider>
  );
}
