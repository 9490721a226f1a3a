import type { App, Reader } from '@1999/platform';
import type { CallRow } from '../contract.ts';
import type { Call } from '../io/tables.ts';

/** What every screen may know of a call; the citizen is masked. */
export async function callFacts(app: App, reader: Reader, row: Call) {
  const { name, phone } = await app.vault.masked(reader, row.citizenId);
  return {
    callId: row.id,
    channel: row.channel,
    provider: row.provider,
    state: row.state,
    citizen: { citizenId: row.citizenId, name, phone },
    contactId: row.contactId,
    language: row.language,
    topic: row.topic,
    danger: row.topic === 'danger',
    arrivedAt: row.arrivedAt.toString(),
    queuedAt: row.queuedAt?.toString() ?? null,
    connectedAt: row.connectedAt?.toString() ?? null,
    endedAt: row.endedAt?.toString() ?? null,
  } satisfies Partial<CallRow>;
}
