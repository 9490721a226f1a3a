import { type App, type CommandContext, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { partyNotReached } from '../../commands/party-not-reached.ts';
import { type Call, call, callParty, type Party } from '../../io/tables.ts';
import { outsideNumber } from '../outside-number.ts';
import { carrierError, conferenceOf, publicAddress, twilioClient } from './client.ts';

const ChangeParty = z.object({ partyId: Id, change: z.enum(['arrange', 'dial', 'drop']) });
type Change = z.infer<typeof ChangeParty>['change'];
const TRIES = 6;
const RING_SECONDS = 40;

/**
 * Brings one party's line at the carrier to what its row says when this runs. Repeats are
 * harmless: a line that was dialled by a run whose answer was lost is found by its label.
 */
export const changePartyTask = task({
  name: 'telephony.changeParty',
  payload: ChangeParty,
  run: async (app, { partyId, change }, { run }) => {
    const [found] = await app.db
      .select({ party: callParty, row: call })
      .from(callParty)
      .innerJoin(call, eq(call.id, callParty.callId))
      .where(eq(callParty.id, partyId));
    if (!found) return;
    const { party, row } = found;
    try {
      if (change === 'dial') await dial(app, row, party, run > 1);
      else if (change === 'drop') await drop(app, party);
      else await arrange(app, row, party);
    } catch (error) {
      const answer = carrierError(error);
      if (!answer || answer.status >= 500 || answer.status === 429) throw error;
      // The line is gone already, or not there yet: its joining arranges it anew.
      app.log.info({ partyId, change, ...answer }, 'carrier refused');
      if (change === 'dial') await giveUp(app, party);
    }
  },
});

/** Queues a change, in the order of the call's changes. */
export function changeParty(
  { enqueue }: CommandContext,
  { id: partyId, callId }: Party,
  change: Change,
): void {
  const options = { queue: `call:${callId}`, maxAttempts: TRIES };
  enqueue(changePartyTask, { partyId, change }, options);
}

async function dial(app: App, row: Call, party: Party, again: boolean): Promise<void> {
  if (party.state !== 'invited' || party.providerSid) return;
  const to = await outsideNumber(app, app.db, party);
  if (!to) return giveUp(app, party);
  const conference = twilioClient(app).conferences((await conferenceOf(app, row)) ?? row.id);
  const before = again ? await conference.participants.list({ limit: 20 }) : [];
  const known = before.find(({ label }) => label === party.id)?.callSid;
  const query = { call: row.id, party: party.id };
  const callSid =
    known ??
    (
      await conference.participants.create({
        to,
        from: app.config.twilio.number,
        label: party.id,
        beep: 'false',
        earlyMedia: true,
        startConferenceOnEnter: true,
        endConferenceOnExit: false,
        timeout: RING_SECONDS,
        statusCallback: publicAddress(app, 'party-status', query),
        statusCallbackEvent: ['answered', 'completed'],
      })
    ).callSid;
  await app.db.update(callParty).set({ providerSid: callSid }).where(eq(callParty.id, party.id));
}

/** The number cannot be rung: the agent is told as of one who does not answer. */
async function giveUp(app: App, party: Party): Promise<void> {
  const caller = { app, actor: { kind: 'system', id: 'telephony.dial' } } as const;
  await partyNotReached(caller, { callId: party.callId, partyId: party.id, reason: 'failed' });
}

async function drop(app: App, party: Party): Promise<void> {
  if (!party.providerSid) return;
  await twilioClient(app).calls(party.providerSid).update({ status: 'completed' });
}

async function arrange(app: App, row: Call, party: Party): Promise<void> {
  const conferenceSid = await conferenceOf(app, row);
  if (!conferenceSid || party.state === 'left') return;
  const { mode } = party;
  const coached = mode === 'whisper' ? await sidOfAgent(app, row) : undefined;
  await twilioClient(app)
    .conferences(conferenceSid)
    .participants(party.providerSid ?? party.id)
    .update({
      muted: party.muted || mode === 'monitor',
      ...(mode ? { coaching: coached !== undefined } : {}),
      ...(coached ? { callSidToCoach: coached } : {}),
    });
}

async function sidOfAgent(app: App, row: Call): Promise<string | undefined> {
  if (!row.agentLegId) return undefined;
  const [agent] = await app.db.select().from(callParty).where(eq(callParty.id, row.agentLegId));
  return agent?.providerSid ?? undefined;
}
