import { Interrupted } from '../scheduler.ts';
import type { Leg } from './leg.ts';
import type { Switchboard } from './switchboard.ts';

/**
 * Rings the telephone at the end of an outgoing leg until it answers, refuses, or `timeoutSeconds`
 * have passed. Resolves to whether it answered; the leg's state tells why not.
 */
export async function ring(board: Switchboard, leg: Leg, timeoutSeconds: number): Promise<boolean> {
  if (leg.over) return false;
  board.report(leg, 'queued');
  const program = board.handsets.programOf(leg.phone);
  if (program.kind === 'busy') leg.move('refuse');
  else if (program.kind === 'unreachable') leg.move('fail');
  else leg.move('ring');
  if (leg.over) return false;
  return await answered(board, leg, timeoutSeconds * 1000);
}

function answered(board: Switchboard, leg: Leg, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const cancelTimeout = board.scheduler.after(timeoutMs, () => leg.move('timeOut'));
    const onStatus = () => {
      cancelTimeout();
      leg.off('status', onStatus);
      resolve(!leg.over);
    };
    leg.on('status', onStatus);
    actAsHandset(board, leg);
  });
}

/**
 * Lets a telephone with a program act by itself on one call: answer it, press its next keys each
 * time it is asked, and hang up. A telephone without a program waits for a person on /phone.
 */
export function actAsHandset(board: Switchboard, leg: Leg): void {
  const program = board.handsets.programOf(leg.phone);
  if (program.kind !== 'answers') return;
  const presses = [...program.presses];
  const later = (seconds: number, work: () => void) => {
    const cancel = board.scheduler.after(seconds * 1000, work);
    leg.on('status', () => leg.over && cancel());
  };
  leg.on('asked', () => {
    const keys = presses.shift();
    if (keys !== undefined) later(program.pressAfterSeconds, () => leg.press(keys));
  });
  const { hangUpAfterSeconds } = program;
  if (hangUpAfterSeconds !== undefined) {
    leg.on('status', (status) => {
      if (status === 'in-progress') later(hangUpAfterSeconds, () => leg.end());
    });
  }
  if (leg.direction === 'inbound') return;
  later(program.afterSeconds, () => leg.status === 'ringing' && leg.move('answer'));
}

/** Waits until a leg is over. @throws Interrupted when `signal` is aborted first. */
export function untilOver(leg: Leg, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (interrupted: boolean) => {
      leg.off('status', onStatus);
      signal.removeEventListener('abort', onAbort);
      if (interrupted) reject(new Interrupted());
      else resolve();
    };
    const onStatus = () => leg.over && done(false);
    const onAbort = () => done(true);
    if (leg.over) return resolve();
    if (signal.aborted) return reject(new Interrupted());
    leg.on('status', onStatus);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
