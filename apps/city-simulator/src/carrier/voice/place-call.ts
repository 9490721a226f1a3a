import type { Leg, LegStart } from './leg.ts';
import type { Source } from './load-document.ts';
import { actAsHandset, ring } from './ring.ts';
import { runProgram } from './run-program.ts';
import type { Switchboard } from './switchboard.ts';

/** A call that the API began: waits for its place in the account's call rate, rings, and on an
 * answer runs `program` on it. Returns at once with the queued leg. */
export function placeCall(
  board: Switchboard,
  start: Omit<LegStart, 'direction'>,
  timeoutSeconds: number,
  program: Source,
): Leg {
  const leg = board.openLeg({ ...start, direction: 'outbound-api' });
  board.scheduler.after(board.takeStartSlot(), async () => {
    if (await ring(board, leg, timeoutSeconds)) runProgram(board, leg, program);
  });
  return leg;
}

/** A call from a telephone to the hotline's number: its first web hook is asked right away. */
export function receiveCall(board: Switchboard, from: string): Leg {
  const { number, statusUrl, fallbackUrl, voiceUrl } = board.options;
  const leg = board.openLeg({
    from,
    to: number,
    direction: 'inbound',
    statusCallback: statusUrl
      ? { url: statusUrl, method: 'POST', events: new Set(['completed']) }
      : undefined,
    fallback: fallbackUrl ? { url: fallbackUrl, method: 'POST' } : undefined,
  });
  actAsHandset(board, leg);
  runProgram(board, leg, { url: voiceUrl, method: 'POST' });
  return leg;
}

/** A call from an agent's browser to the TwiML application (see client-api/client-calls.ts). */
export function receiveClientCall(
  board: Switchboard,
  identity: string,
  params: Record<string, string>,
): Leg {
  const { clientVoiceUrl, statusUrl, fallbackUrl } = board.options;
  const leg = board.openLeg({
    from: `client:${identity}`,
    to: params.To ?? '',
    direction: 'inbound',
    statusCallback: statusUrl
      ? { url: statusUrl, method: 'POST', events: new Set(['completed']) }
      : undefined,
    fallback: fallbackUrl ? { url: fallbackUrl, method: 'POST' } : undefined,
  });
  runProgram(board, leg, { url: clientVoiceUrl ?? '', method: 'POST', params });
  return leg;
}
