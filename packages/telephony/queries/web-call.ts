import { type App, NotFound } from '@1999/platform';
import { queuePosition } from '@1999/routing';
import { and, eq } from 'drizzle-orm';
import type { WebCallView } from '../contract.ts';
import { captionOf, type Spoken, waitingPrompts } from '../domain/prompts.ts';
import { type Call, call } from '../io/tables.ts';

/** The row of a web call. @throws NotFound for no web call. */
export async function webCallRow(app: App, callId: string): Promise<Call> {
  const [row] = await app.db
    .select()
    .from(call)
    .where(and(eq(call.id, callId), eq(call.provider, 'webcall')));
  if (!row) throw new NotFound();
  return row;
}

/** A web call as the citizen's page shows it. @throws NotFound for no web call. */
export async function webCallView(app: App, callId: string): Promise<WebCallView> {
  const row = await webCallRow(app, callId);
  const position = row.state === 'queued' ? await queuePosition(app.db, callId) : null;
  return {
    callId,
    state: row.state,
    step: stepOf(row),
    language: row.language,
    queuePosition: position,
    caption: captionOf(saidNow(row, position)),
    onHold: row.onHold,
    endReason: row.endReason,
  };
}

/** The step in the page's words: a question that knows no language yet asks for it. */
function stepOf({ step, state, language }: Call): WebCallView['step'] {
  if (state === 'inMenu') return step === 'goodbye' ? 'ended' : language ? 'topic' : 'language';
  return state;
}

function saidNow(row: Call, position: number | null): readonly Spoken[] {
  if (row.step === 'queued') {
    return [...row.prompts, ...(position ? waitingPrompts(position) : (['connecting'] as const))];
  }
  if (row.comforting || row.onHold) return ['please-hold'];
  if (row.state === 'connected') return row.agentPresent ? [] : ['connecting'];
  return row.step === 'ended' ? ['goodbye'] : row.prompts;
}
