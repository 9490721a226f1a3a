import { useT } from '../../../messages/index.ts';
import { KnowledgeShell } from '../knowledge-shell.tsx';
import { AskedCard } from './asked-card.tsx';
import { BotSwitch } from './bot-switch.tsx';
import { ChatSettingsCard } from './chat-settings-card.tsx';
import { FiguresCard } from './figures-card.tsx';

/** What citizens asked the bot in vain, how well it does, and the switch that stops it. */
export function InsightPage() {
  const t = useT();
  return (
    <KnowledgeShell title={t('insight.title')}>
      <div className="knowledge">
        <BotSwitch />
        <ChatSettingsCard />
        <FiguresCard />
        <AskedCard />
      </div>
    </KnowledgeShell>
  );
}
