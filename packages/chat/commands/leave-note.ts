import { type CommandContext, newId } from '@1999/platform';
import { type Chat, chatNote } from '../io/tables.ts';

/** Leaves a note for the next agent at the end of what was said, sealed under the chat's key. */
export async function leaveNote(
  { app, tx, now }: CommandContext,
  chat: Chat,
  { agentId, note }: { agentId: string; note: string },
): Promise<void> {
  await tx.insert(chatNote).values({
    id: newId(),
    sessionId: chat.id,
    seq: chat.lastSeq,
    agentId,
    at: now,
    textSealed: await app.vault.seal(tx, chat.citizenId, note),
  });
}
