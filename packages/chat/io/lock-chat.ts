import { Conflict, NotFound, type Tx } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { type Chat, chatSession } from './tables.ts';

/** The chat, locked for the rest of the transaction. @throws NotFound, also once it is forgotten. */
export async function lockChat(tx: Tx, id: string): Promise<Chat> {
  const [row] = await tx.select().from(chatSession).where(eq(chatSession.id, id)).for('update');
  if (!row || row.forgottenAt) throw new NotFound();
  return row;
}

/** A chat that goes on. @throws NotFound; Conflict `chat_ended`. */
export async function lockOpenChat(tx: Tx, id: string): Promise<Chat> {
  const row = await lockChat(tx, id);
  if (row.state === 'ended') throw new Conflict('chat_ended', 'This chat is over; open a new one.');
  return row;
}

/** The agent's own chat. @throws NotFound for another's. */
export async function lockAgentsChat(tx: Tx, id: string, agentId: string): Promise<Chat> {
  const [row] = await tx
    .select()
    .from(chatSession)
    .where(and(eq(chatSession.id, id), eq(chatSession.agentId, agentId)))
    .for('update');
  if (!row || row.forgottenAt) throw new NotFound();
  return row;
}

/** Stores what changed of a chat and answers it as it is now. */
export async function saveChat(tx: Tx, row: Chat, change: Partial<Chat>): Promise<Chat> {
  await tx.update(chatSession).set(change).where(eq(chatSession.id, row.id));
  return { ...row, ...change };
}
