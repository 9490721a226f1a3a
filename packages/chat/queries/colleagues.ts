import { userNames } from '@1999/directory';
import type { App } from '@1999/platform';
import { textTakers } from '@1999/routing';
import type { ChatColleague } from '../contract.ts';
import { chatRow } from './chat-view.ts';

/** The colleagues at work, whoever can take the chat now first. */
export async function colleaguesFor(
  app: App,
  chatId: string,
  agentId: string,
): Promise<ChatColleague[]> {
  const { language } = await chatRow(app, chatId);
  const others = (await textTakers(app.db)).filter(({ id }) => id !== agentId);
  const names = await userNames(
    app.db,
    others.map(({ id }) => id),
  );
  return others
    .map(({ id, skills, hasRoom }) => ({
      agentId: id,
      name: names.get(id) ?? '',
      hasRoom,
      speaksIt: skills.includes(language),
    }))
    .sort((a, b) => Number(b.hasRoom) - Number(a.hasRoom) || a.name.localeCompare(b.name, 'zh-TW'));
}
