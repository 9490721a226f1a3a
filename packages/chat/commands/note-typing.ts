import type { App } from '@1999/platform';

/** Somebody who types is shown to for so long after the last key. */
const SHOWN = { seconds: 6 };

/**
 * Notes that a side types, or no longer does. It changes nothing of the chat and is no matter for
 * the journal, as an agent's sign of life is none. Who may is for the caller to have decided.
 */
export async function noteTyping(
  app: App,
  chatId: string,
  side: 'citizen' | 'agent',
  typing: boolean,
): Promise<void> {
  const until = typing ? app.clock.now().add(SHOWN).toString() : null;
  if (side === 'citizen') {
    await app.sql`update chat_session set citizen_typing_until = ${until} where id = ${chatId}`;
  } else {
    await app.sql`update chat_session set agent_typing_until = ${until} where id = ${chatId}`;
  }
}
