import type { Caller, CommandContext } from '@1999/platform';
import { lineEndOf } from '../domain/carrier-status.ts';
import { onLine } from '../io/on-call.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall, heardFromProvider } from './advance-call.ts';
import { partyMoved } from './party-moved.ts';

export interface ConferenceEvent {
  readonly callId: string;
  readonly keys: readonly (string | undefined)[];
  readonly conferenceSid: string;
  readonly type: string;
  /** The participant's call, where the event is about one. */
  readonly callSid: string | undefined;
  /** The party's id, which it joined under; one without is the agent of the moment. */
  readonly label: string | undefined;
  /** The participant's call status, told when it leaves. */
  readonly callStatus: string | undefined;
}

/** Applies one conference status callback at most once; unknown calls are ignored. */
export function takeConferenceEvent(caller: Caller, input: ConferenceEvent): Promise<void> {
  return onLine(caller, { callId: input.callId }, async (context, row) => {
    if (!row || !(await claimOnce(context, input.keys))) return;
    let current = heardFromProvider(context, row);
    current = saveCall(context, current, { conferenceSid: input.conferenceSid });
    if (!input.callSid) return;
    if (input.callSid === row.providerSid) return callerMoved(context, current, input);
    const partyId = input.label ?? row.agentLegId;
    const to = moves[input.type];
    if (!partyId || !to) return;
    const move = { callId: row.id, to, providerSid: input.callSid };
    await partyMoved(context, current, partyId, move);
  });
}

const moves: Readonly<Record<string, 'joined' | 'gone'>> = {
  'participant-join': 'joined',
  'participant-leave': 'gone',
};

async function callerMoved(context: CommandContext, row: Call, input: ConferenceEvent) {
  const end = input.type === 'participant-leave' ? lineEndOf(input.callStatus) : null;
  if (!end) return;
  const current = saveCall(context, row, { lineEndedAt: context.now });
  await advanceCall(context, current, end);
}
