import { command, Forbidden } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { SaveDraftBody } from '../contract.ts';
import { draft } from '../io/tables.ts';

/**
 * Keeps what an agent has half written about `refId` (a call), sealed under the citizen's key; the
 * last one saved stands. @throws NotFound for an unknown citizen; Conflict once erased.
 */
export const saveDraft = command(
  'draft.save',
  SaveDraftBody.extend({ refId: Id }),
  async ({ app, tx, now, actor }, { refId, citizenId, data }) => {
    if (actor.kind !== 'user') throw new Forbidden();
    const sealed = await app.vault.seal(tx, citizenId, JSON.stringify(data));
    await tx
      .insert(draft)
      .values({ agentId: actor.id, refId, citizenId, sealed, savedAt: now })
      .onConflictDoUpdate({
        target: [draft.agentId, draft.refId],
        set: { citizenId, sealed, savedAt: now },
      });
    return { savedAt: now.toString() };
  },
);
