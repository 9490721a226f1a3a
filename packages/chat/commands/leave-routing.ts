import type { CommandContext } from '@1999/platform';
import { finishEntry, leaveQueue } from '@1999/routing';

/**
 * A chat that ends takes nobody's place any more: its agent wraps up, or it leaves the queue. Which
 * of them routing knows best: it may have put the chat back a moment ago.
 */
export async function leaveRouting(context: CommandContext, chatId: string): Promise<void> {
  const { agentId } = await finishEntry.within(context, { refId: chatId });
  if (!agentId) await leaveQueue.within(context, { refId: chatId });
}
