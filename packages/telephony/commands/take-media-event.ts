import { type Caller, type CommandContext, inTransaction } from '@1999/platform';
import { lines } from '../adapters/lines.ts';
import type { MediaEvent } from '../contract/media.ts';
import type { FlowEvent } from '../domain/call-flow.ts';
import { lockCall } from '../io/lock-call.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall, heardFromProvider } from './advance-call.ts';
import { noteRecordedFile } from './note-recorded-file.ts';
import { partyMoved } from './party-moved.ts';

/** Applies one event of the media peer at most once; events of unknown calls are ignored. */
export function takeMediaEvent(caller: Caller, event: MediaEvent): Promise<void> {
  return inTransaction(caller, async (context) => {
    const row = await lockCall(context.tx, event.callId);
    if (!row || !(await claimOnce(context, [`media:${event.id}`]))) return;
    const current = heardFromProvider(context, row);
    if (event.type === 'recorded') return noteRecordedFile(context, event);
    if (event.legId === row.callerLegId) return callerLegMoved(context, current, event);
    const to = event.type === 'state' ? moves[event.state] : undefined;
    if (to) await partyMoved(context, current, event.legId, { callId: row.id, to });
  });
}

const moves: Readonly<Record<string, 'joined' | 'gone' | undefined>> = {
  connected: 'joined',
  disconnected: 'gone',
  closed: 'gone',
};

async function callerLegMoved(context: CommandContext, row: Call, event: MediaEvent) {
  // A caller who comes back in mid-call, to a peer that started anew perhaps, is joined again.
  const back = event.type === 'state' && event.state === 'connected' && row.state === 'connected';
  if (back && row.agentPresent && !row.onHold) await lines.webcall.rejoin(context, row);
  const meant = meaningOf(row, event);
  if (!meant) return;
  const over = meant.type === 'hungUp';
  const current = over ? saveCall(context, row, { lineEndedAt: context.now }) : row;
  await advanceCall(context, current, meant);
}

/** What an event on the caller's leg means to the call flow. */
function meaningOf(row: Call, event: MediaEvent): FlowEvent | null {
  switch (event.type) {
    case 'state':
      if (event.state === 'connected') {
        return { type: 'arrived', language: row.language ?? undefined };
      }
      // A peer that shuts down has not ended the call: the browser offers itself to the next one.
      return event.state === 'closed' && event.reason !== 'shutdown'
        ? { type: 'hungUp', how: 'hangUp' }
        : null;
    case 'digit':
      return { type: 'digit', digit: event.digit };
    case 'played':
      return event.outcome === 'finished' && event.commandId === row.promptId
        ? { type: 'promptFinished', turn: row.promptTurn ?? row.turn }
        : null;
    default:
      return null;
  }
}
