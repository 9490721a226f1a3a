import { type Caller, type CommandContext, inTransaction } from '@1999/platform';
import { lines } from '../adapters/lines.ts';
import { lineEndOf } from '../domain/carrier-status.ts';
import { lockCall } from '../io/lock-call.ts';
import type { Call } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall, heardFromProvider, saveCall } from './advance-call.ts';

export interface ConferenceEvent {
  readonly callId: string;
  readonly keys: readonly (string | undefined)[];
  readonly conferenceSid: string;
  readonly type: string;
  /** The participant's call, where the event is about one. */
  readonly callSid: string | undefined;
  /** The participant's call status, told when it leaves. */
  readonly callStatus: string | undefined;
}

/** Applies one conference status callback at most once; unknown calls are ignored. */
export function takeConferenceEvent(caller: Caller, input: ConferenceEvent): Promise<void> {
  return inTransaction(caller, async (context) => {
    const row = await lockCall(context.tx, input.callId);
    if (!row || !(await claimOnce(context, input.keys))) return;
    let current = await heardFromProvider(context, row);
    current = await saveCall(context, current, { conferenceSid: input.conferenceSid });
    if (!input.callSid) return;
    if (input.callSid === row.providerSid) await callerMoved(context, current, input);
    else await agentMoved(context, current, input);
  });
}

async function callerMoved(context: CommandContext, row: Call, input: ConferenceEvent) {
  const end = input.type === 'participant-leave' ? lineEndOf(input.callStatus) : null;
  if (!end) return;
  const current = await saveCall(context, row, { lineEndedAt: context.now });
  await advanceCall(context, current, end);
}

async function agentMoved(context: CommandContext, row: Call, input: ConferenceEvent) {
  if (input.type === 'participant-join') await agentJoined(context, row);
  if (input.type === 'participant-leave') await agentLost(context, row);
}

/** The agent's line stands, for the first time or again. */
export async function agentJoined(context: CommandContext, row: Call): Promise<void> {
  if (row.state !== 'connected') return;
  if (!row.onHold) await lines[row.provider].rejoin(context, row);
  await saveCall(context, row, { agentPresent: true, comforting: false });
}

/** The agent's line broke; the caller is comforted unless on hold anyway. */
export async function agentLost(context: CommandContext, row: Call): Promise<void> {
  if (row.state !== 'connected' || !row.agentPresent) return;
  const current = await saveCall(context, row, { agentPresent: false });
  if (!row.onHold) await advanceCall(context, current, { type: 'agentLost' });
}
