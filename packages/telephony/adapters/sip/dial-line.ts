import { type App, type CommandContext, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { outboundEnded } from '../../commands/outbound-moved.ts';
import { partyNotReached } from '../../commands/party-not-reached.ts';
import { type Call, call, callParty, type Party } from '../../io/tables.ts';
import { outsideNumber } from '../outside-number.ts';
import { callbackChannel, partyChannel } from './channel-ids.ts';
import { askEngine, askIfThere, EngineRefused, STASIS_APP, sidOf, trunkOf } from './engine.ts';

const DialLine = z.object({ callId: Id, partyId: Id.nullable() });
const TRIES = 6;
const RING_SECONDS = 40;
const system = (app: App) => ({ app, actor: { kind: 'system', id: 'telephony.dial' } }) as const;

/**
 * Rings somebody outside through the trunk: a party of the call, or the citizen who is called back.
 * Repeats are harmless: the channel's name is ours, and one that is there is not dialled again.
 */
export const dialLineTask = task({
  name: 'telephony.dialLine',
  payload: DialLine,
  run: async (app, { callId, partyId }) => {
    const [row] = await app.db.select().from(call).where(eq(call.id, callId));
    if (!row || row.state === 'ended') return;
    if (partyId === null) return dialCitizen(app, row);
    const [party] = await app.db.select().from(callParty).where(eq(callParty.id, partyId));
    if (party) await dialParty(app, party);
  },
});

/** Queues it, in the order of the call's commands. */
export function dialLine(
  { enqueue }: CommandContext,
  { id: callId }: Pick<Call, 'id'>,
  party: Pick<Party, 'id'> | null,
): void {
  const options = { queue: `call:${callId}`, maxAttempts: TRIES };
  enqueue(dialLineTask, { callId, partyId: party?.id ?? null }, options);
}

async function dialParty(app: App, party: Party): Promise<void> {
  if (party.state !== 'invited' || party.providerSid) return;
  const number = await outsideNumber(app, app.db, party);
  const sid = number ? await ring(app, number, partyChannel(party.id)) : null;
  if (sid) {
    await app.db.update(callParty).set({ providerSid: sid }).where(eq(callParty.id, party.id));
    return;
  }
  // The agent is told as of one who does not answer.
  const { callId, id: partyId } = party;
  await partyNotReached(system(app), { callId, partyId, reason: 'failed' });
}

/** The number is read from the vault for this alone, and the reading is noted. */
async function dialCitizen(app: App, row: Call): Promise<void> {
  if (row.providerSid || row.step !== 'connected') return;
  const caller = system(app);
  const { actor } = caller;
  const { phone } = await app.db.transaction((tx) =>
    app.vault.read(tx, row.citizenId, ['phone'], {
      actor,
      purpose: 'callback',
      now: app.clock.now(),
    }),
  );
  const sid = phone ? await ring(app, phone, callbackChannel(row.id)) : null;
  if (sid) await app.db.update(call).set({ providerSid: sid }).where(eq(call.id, row.id));
  else await outboundEnded(caller, { callId: row.id, how: 'noAnswer', keys: [] });
}

/**
 * Has the first engine that answers ring the number; the line's name, or null when it is refused.
 * @throws when no engine can be reached.
 */
async function ring(app: App, number: string, channelId: string): Promise<string | null> {
  const { engines, endpoint, number: callerId } = trunkOf(app);
  let away: unknown;
  for (const engine of engines) {
    try {
      if (!(await askIfThere(app, engine, 'GET', `/channels/${channelId}`))) {
        await askEngine(app, engine, 'POST', '/channels', {
          endpoint: endpoint.replace('{number}', number),
          app: STASIS_APP,
          channelId,
          callerId,
          timeout: RING_SECONDS,
        });
      }
      return sidOf(engine, channelId);
    } catch (error) {
      if (error instanceof EngineRefused && error.status < 500) {
        app.log.info({ status: error.status }, 'engine refused to ring');
        return null;
      }
      away = error;
    }
  }
  throw away;
}
