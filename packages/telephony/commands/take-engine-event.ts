import { type Caller, type CommandContext, inTransaction, toE164 } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { hangUpOf, leftReasonOf } from '../adapters/sip/causes.ts';
import { named } from '../adapters/sip/channel-ids.ts';
import { connectLine } from '../adapters/sip/connect-line.ts';
import type { ChannelEvent } from '../adapters/sip/events.ts';
import { lockCall, lockCallBySid } from '../io/lock-call.ts';
import { saveCall } from '../io/save-call.ts';
import { type Call, callParty } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall, heardFromProvider } from './advance-call.ts';
import { endMessage } from './message-at-peer.ts';
import { openCall } from './open-call.ts';
import { outboundAnswered, outboundEnded } from './outbound-moved.ts';
import { partyMoved } from './party-moved.ts';

/**
 * Applies one event of a trunk's engine at most once, whatever order they come in; events of
 * unknown lines are ignored, and the first one of a caller's makes the call. `sid` is the line's
 * name in our rows.
 */
export async function takeEngineEvent(
  caller: Caller,
  sid: string,
  event: ChannelEvent,
): Promise<void> {
  const line = named(event.channel.id);
  if (line.is === 'caller') return callerEvent(caller, sid, event);
  if (line.is === 'party') return partyEvent(caller, line.partyId, sid, event);
  if (line.is === 'callback') return callbackEvent(caller, line.callId, sid, event);
}

const keyOf = (sid: string, { type, timestamp }: ChannelEvent) =>
  // A line begins and ends once; the same key may be pressed again.
  `sip:${sid}:${type}${type === 'ChannelDtmfReceived' ? `:${timestamp}` : ''}`;

function callerEvent(caller: Caller, sid: string, event: ChannelEvent): Promise<void> {
  return inTransaction(caller, async (context) => {
    const known = await lockCallBySid(context.tx, sid, 'sip');
    if (!(await claimOnce(context, [keyOf(sid, event)]))) return;
    if (!known) {
      if (event.type === 'StasisStart') await arrive(context, sid, event.channel.caller.number);
      return;
    }
    const row = heardFromProvider(context, known);
    if (event.type === 'ChannelDtmfReceived') await press(context, row, event.digit);
    if (event.type === 'ChannelDestroyed') await hungUp(context, row, event.cause);
  });
}

/** The call's flow begins once its sound arrives at the media peer. */
async function arrive(context: CommandContext, sid: string, from: string): Promise<void> {
  const { app, tx, now } = context;
  const phone = toE164(from);
  // A withheld number comes as a word or not at all: the citizen is then nobody we know.
  const citizenId = phone
    ? await app.vault.citizenByPhone(tx, phone, now)
    : await app.vault.newCitizen(tx, now);
  const row = await openCall(context, { provider: 'sip', providerSid: sid, citizenId });
  connectLine(context, row, row.callerLegId, sid);
}

async function press(context: CommandContext, row: Call, digit: string): Promise<void> {
  if (row.step === 'voicemail') await endMessage(context, row);
  else await advanceCall(context, row, { type: 'digit', digit });
}

async function hungUp(context: CommandContext, row: Call, cause: number): Promise<void> {
  const told = await endMessage(context, row);
  const gone = saveCall(context, told, { lineEndedAt: context.now });
  await advanceCall(context, gone, { type: 'hungUp', how: hangUpOf(cause) });
}

function partyEvent(
  caller: Caller,
  partyId: string,
  sid: string,
  event: ChannelEvent,
): Promise<void> {
  return inTransaction(caller, async (context) => {
    const [seen] = await context.tx.select().from(callParty).where(eq(callParty.id, partyId));
    const row = seen ? await lockCall(context.tx, seen.callId) : null;
    if (!row || !(await claimOnce(context, [keyOf(sid, event)]))) return;
    if (event.type === 'StasisStart') {
      // Joined once its sound arrives at the media peer.
      await context.tx.update(callParty).set({ providerSid: sid }).where(eq(callParty.id, partyId));
      connectLine(context, row, partyId, sid);
    }
    if (event.type === 'ChannelDestroyed') {
      const reason = leftReasonOf(event.cause, event.channel.state === 'Up');
      await partyMoved(context, row, partyId, { callId: row.id, to: 'gone', reason });
    }
  });
}

async function callbackEvent(
  caller: Caller,
  callId: string,
  sid: string,
  event: ChannelEvent,
): Promise<void> {
  if (event.type === 'StasisStart') {
    await inTransaction(caller, async (context) => {
      const row = await lockCall(context.tx, callId);
      // Before the recording, which wants the leg to be there.
      if (row) connectLine(context, row, row.callerLegId, sid);
    });
    await outboundAnswered(caller, { callId, sid });
  }
  if (event.type === 'ChannelDestroyed') {
    const answered = event.channel.state === 'Up';
    const how = answered ? hangUpOf(event.cause) : 'noAnswer';
    await outboundEnded(caller, { callId, how, keys: [keyOf(sid, event)] });
  }
}
