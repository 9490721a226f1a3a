import { type CommandContext, newId } from '@1999/platform';
import { type Callback, callback } from '../io/ivr-tables.ts';
import type { Call } from '../io/tables.ts';

/** How long after a message, or a call that was not picked up, the next one is tried. */
export const NEXT_TRY_SECONDS = 300;
export const MOST_ATTEMPTS = 3;

/**
 * Notes that an agent will call this citizen back, at the place in the queue that they have at
 * this moment. Once for each call; nobody is called whose number is not known.
 */
export async function promiseCallback(
  context: CommandContext,
  call: Call,
  reason: Callback['reason'],
  asked: { readonly agentId?: string | null } = {},
): Promise<void> {
  const { app, tx, now, journal } = context;
  const { phone } = await app.vault.masked(tx, call.citizenId);
  if (!phone) return;
  const made = await tx
    .insert(callback)
    .values({
      id: newId(),
      callId: call.id,
      citizenId: call.citizenId,
      reason,
      language: call.language ?? 'zh',
      topic: call.topic ?? 'enquiry',
      queuedAt: call.queuedAt ?? now,
      agentId: asked.agentId ?? null,
      state: 'waiting',
      nextAt: now,
      madeAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: callback.id });
  if (made.length === 0) return;
  await journal({
    subjectType: 'call',
    subjectId: call.id,
    type: 'call.callbackPromised',
    payload: { callbackId: made[0]?.id, reason, contactId: call.contactId },
  });
}
