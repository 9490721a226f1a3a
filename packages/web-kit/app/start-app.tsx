import type { I18n } from '@lingui/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../api/query-client.ts';
import { startLocale } from '../i18n/create-i18n.ts';
import { ensureTemporal } from '../time/ensure-temporal.ts';
import { followTheme } from '../tokens/theme.ts';
import { KitProvider } from './kit-provider.tsx';
import '../tokens/tokens.css';
import '../tokens/base.css';

/**
 * Starts a web app in `#root`: theme, language, `Temporal`, providers, then `root` (a router).
 * @throws Error when the page has no #root.
 */
export async function startApp(lingui: I18n, root: React.ReactNode): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no #root');
  followTheme();
  startLocale(lingui);
  await ensureTemporal();
  createRoot(element).render(
    <StrictMode>
      <KitProvider lingui={lingui} queries={createQueryClient()}>
        {root}
      </KitProvider>
    </StrictMode>,
  );
}
