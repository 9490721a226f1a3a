import { type App, type CommandContext, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Call, call } from '../../io/tables.ts';
import { carrierError, conferenceOf, publicAddress, twilioClient } from './client.ts';
import { dialCitizen } from './dial-citizen.ts';

const ChangeCall = z.object({
  callId: Id,
  change: z.enum(['end', 'hold', 'resume', 'announce', 'dial']),
  /** What is announced to the caller. */
  prompt: z.string().optional(),
});
const TRIES = 6;

/** Ends the caller's line at the carrier, or puts it on hold and back. Repeats are harmless. */
export const changeCallTask = task({
  name: 'telephony.changeCall',
  payload: ChangeCall,
  run: async (app, { callId, change, prompt }) => {
    const [row] = await app.db.select().from(call).where(eq(call.id, callId));
    if (row && change === 'dial') return dialCitizen(app, row);
    if (!row?.providerSid || !stillMeant(row, change)) return;
    try {
      if (change === 'end') await endLine(app, row.providerSid);
      else if (change === 'announce') await announce(app, row, row.providerSid, prompt ?? '');
      else await holdCaller(app, row, row.providerSid, change === 'hold');
    } catch (error) {
      // The line is gone already: there is nobody left to do it to.
      const answer = carrierError(error);
      if (!answer || answer.status >= 500 || answer.status === 429) throw error;
      app.log.info({ callId, change, ...answer }, 'carrier refused');
    }
  },
});

/** A hold or resume that was held up by a fault must not undo what came after it. */
function stillMeant(row: Call, change: z.infer<typeof ChangeCall>['change']): boolean {
  const quiet = row.onHold || row.comforting;
  if (change === 'announce') return row.state === 'connected';
  return change === 'end' || (row.state === 'connected' && quiet === (change === 'hold'));
}

/** Queues a change at the carrier, in the order of the call's changes. */
export function changeCall(
  { enqueue }: CommandContext,
  row: Call,
  change: z.infer<typeof ChangeCall>['change'],
  prompt?: string,
): void {
  const payload = { callId: row.id, change, ...(prompt ? { prompt } : {}) };
  enqueue(changeCallTask, payload, { queue: `call:${row.id}`, maxAttempts: TRIES });
}

async function endLine(app: App, callSid: string): Promise<void> {
  await twilioClient(app).calls(callSid).update({ status: 'completed' });
}

/** The caller hears a prompt, then the conference again. */
async function announce(app: App, row: Call, callSid: string, prompt: string): Promise<void> {
  const conferenceSid = await conferenceOf(app, row);
  if (!conferenceSid) return;
  const announceUrl = publicAddress(app, 'announce', { call: row.id, prompt });
  await twilioClient(app)
    .conferences(conferenceSid)
    .participants(callSid)
    .update({ announceUrl, announceMethod: 'POST' });
}

async function holdCaller(app: App, row: Call, callSid: string, hold: boolean): Promise<void> {
  const conferenceSid = await conferenceOf(app, row);
  if (!conferenceSid) return;
  const holdUrl = publicAddress(app, 'hold');
  await twilioClient(app)
    .conferences(conferenceSid)
    .participants(callSid)
    .update({ hold, ...(hold ? { holdUrl, holdMethod: 'POST' } : {}) });
}
