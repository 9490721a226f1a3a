import { EmptyState, MessageLog, Page } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { ConsoleLayout } from './console-layout.tsx';

/** The agent's one screen. */
export function ConsolePage() {
  const t = useT();
  return (
    <Page title={t('console.title')} width="wide" headingHidden>
      <ConsoleLayout
        caller={<EmptyState>{t('call.none')}</EmptyState>}
        form={<EmptyState>{t('form.none')}</EmptyState>}
        knowledge={<Hotlines />}
        nearby={<EmptyState>{t('nearby.none')}</EmptyState>}
        log={<MessageLog />}
      />
    </Page>
  );
}

/** The lines an agent must know by heart, in sight all the same. */
function Hotlines() {
  const t = useT();
  return (
    <ul>
      <li>{t('knowledge.119')}</li>
      <li>{t('knowledge.1925')}</li>
      <li>{t('knowledge.113')}</li>
    </ul>
  );
}
