import type { Page } from 'playwright-core';

const CALIBRATIONS = 60;

/** A page that tells when something has been painted, on this process's clock. */
export interface PaintedPage {
  /** Resolves with the moment (ms, `performance.now()` here) at which it next comes on screen. */
  appears(): Promise<number>;
  /** Resolves once it has left the screen. */
  disappears(): Promise<number>;
}

/**
 * Watches an open page for `selector` holding `words`. "Painted" is the first task after the frame
 * in which it changed was handed on: mutation → requestAnimationFrame → message. The same for every
 * page, so figures of two pages can stand beside each other.
 */
export async function watchPaint(
  page: Page,
  selector: string,
  words: string,
): Promise<PaintedPage> {
  const waiting = new Map<boolean, (at: number) => void>();
  const offset = await clockOffset(page);
  await page.exposeFunction('benchPainted', (shown: boolean, at: number) => {
    waiting.get(shown)?.(at + offset);
    waiting.delete(shown);
  });
  await page.evaluate(
    ([css, text]) => {
      const told = globalThis as unknown as { benchPainted(shown: boolean, at: number): void };
      const isShown = () =>
        [...document.querySelectorAll(css)].some((one) => one.textContent?.includes(text));
      let shown = isShown();
      new MutationObserver(() => {
        if (isShown() === shown) return;
        shown = !shown;
        const now = shown;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const at = performance.now();
          port1.close();
          told.benchPainted(now, at);
        };
        requestAnimationFrame(() => port2.postMessage(null));
      }).observe(document, { subtree: true, childList: true, characterData: true });
    },
    [selector, words] as const,
  );
  const next = (shown: boolean) =>
    new Promise<number>((resolve) => {
      waiting.set(shown, resolve);
    });
  return { appears: () => next(true), disappears: () => next(false) };
}

/**
 * This process's `performance.now()` minus the page's. Both count on the machine's one monotonic
 * clock, so the quickest of many questions gives it to within half its round trip (< 1 ms).
 */
async function clockOffset(page: Page): Promise<number> {
  let best = { trip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let turn = 0; turn < CALIBRATIONS; turn++) {
    const asked = performance.now();
    const there = await page.evaluate(() => performance.now());
    const trip = performance.now() - asked;
    if (trip < best.trip) best = { trip, offset: asked + trip / 2 - there };
  }
  return best.offset;
}
