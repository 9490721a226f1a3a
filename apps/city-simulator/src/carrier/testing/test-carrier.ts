import type { CarrierOptions } from '../carrier-options.ts';
import { virtualScheduler } from '../scheduler.ts';
import { startCarrier } from '../start-carrier.ts';
import type { Leg } from '../voice/leg.ts';
import { hotlineStub } from './hotline-stub.ts';

export const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'test-auth-token' };
export const HOTLINE = '+88670001999';
export const CITIZEN = '+886912000001';

/** A carrier whose clock the test moves, and a hotline stub that it calls. */
export async function carrierAndHotline(changes: Partial<CarrierOptions> = {}) {
  const clock = virtualScheduler();
  const hotline = await hotlineStub(account.authToken);
  const carrier = await startCarrier({
    ...account,
    number: HOTLINE,
    voiceUrl: `${hotline.url}/voice`,
    statusUrl: `${hotline.url}/ended`,
    clientVoiceUrl: `${hotline.url}/client`,
    speed: Number.POSITIVE_INFINITY,
    callsPerSecond: 0,
    scheduler: clock,
    ...changes,
  });
  return {
    carrier,
    hotline,
    clock,
    async close() {
      await carrier.close();
      await hotline.close();
    },
  };
}

/** Waits until a leg has the given status. */
export function untilStatus(leg: Leg, status: Leg['status']): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (leg.status !== status) return;
      leg.off('status', look);
      resolve();
    };
    leg.on('status', look);
    look();
  });
}

/** Waits until a line is heard whose text contains `text`. */
export function untilHeard(leg: Leg, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!leg.heard.some((line) => line.text.includes(text))) return;
      leg.off('heard', look);
      resolve();
    };
    leg.on('heard', look);
    look();
  });
}

/** Waits until the line listens for keys. */
export function untilAsked(leg: Leg): Promise<void> {
  if (leg.listener) return Promise.resolve();
  return new Promise((resolve) => leg.once('asked', () => resolve()));
}

/** What was said on a line, in order. */
export function said(leg: Leg): string[] {
  return leg.heard.filter((line) => line.kind === 'say').map((line) => line.text);
}
