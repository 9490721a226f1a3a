import type { Browser, Page } from 'playwright-core';
import { zh } from '../../apps/agent-console/src/messages/zh.ts';
import { launchBrowser, person } from '../../e2e/support/browser.ts';
import { type Bench, eachRun, pause } from './bench.ts';
import { startEcho } from './echo-page.ts';
import { type Measured, p50AndP99 } from './figures.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';
import { type PaintedPage, watchPaint } from './painted-page.ts';

const SAMPLES = 30;
const WARM_UP = 10;

/** An event's way to the screen (ms): from its being sent, and from its being accepted. */
interface Sample {
  readonly fromSent: number;
  readonly fromAccepted: number;
}

/**
 * A caller's last keypress → the ringing call painted in the agent's console, in a real Chromium;
 * beside a Socket.IO echo painted in the same Chromium. Accepted is when the sender has its answer:
 * for the hotline that is after the commit.
 */
export const eventToPaint: Bench = {
  withinSeconds: 100,
  measure: async (signal) => {
    const browser = await launchBrowser();
    const echo = await startEcho();
    try {
      return await withHotline(signal, async (hotline) => {
        const ring = await openConsole(browser, hotline);
        const say = await openEcho(browser, echo);
        for (let turn = 0; turn < WARM_UP; turn++) await Promise.all([await ring(), await say()]);
        const runs = await eachRun(async () => {
          const rings = await samplesOf(ring);
          return { rings, echoes: await samplesOf(say) };
        });
        const both = (name: string, pick: (sample: Sample) => number): Measured[] =>
          p50AndP99(
            name,
            'ms',
            runs.map((run) => run.rings.map(pick)),
            'Socket.IO echo',
            runs.map((run) => run.echoes.map(pick)),
          );
        return [
          ...both('event-to-paint', (sample) => sample.fromAccepted),
          ...both('event-sent-to-paint', (sample) => sample.fromSent),
        ];
      });
    } finally {
      await browser.close();
      await echo.close();
    }
  },
};

async function samplesOf(once: () => Promise<Sample>): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let turn = 0; turn < SAMPLES; turn++) {
    // Out of step with the screen's 60 frames a second.
    await pause(20 + Math.random() * 30);
    samples.push(await once());
  }
  return samples;
}

/** An agent's console, signed in and ready; each turn rings it once and lets the caller go. */
async function openConsole(
  browser: Browser,
  hotline: HotlineUnderTest,
): Promise<() => Promise<Sample>> {
  const context = await person(browser);
  const credentials = { username: 'agent1', password: 'demo1999' };
  // The page's own way in: the refresh cookie of this sign-in.
  await context.request.post(`${hotline.url}/api/session`, { data: credentials });
  const page = await context.newPage();
  await page.goto(`${hotline.url}/console`);
  await page.getByText(zh['form.none']).first().waitFor();
  const agent = await hotline.signIn('agent1');
  await agent.http.json('PUT', '/api/agents/me/state', { state: 'ready' });
  await page.getByText(zh['state.ready']).first().waitFor();
  const offer = await watchPaint(page, '.incoming button', zh['call.answer']);
  return async () => {
    const telephone = hotline.telephone();
    await telephone.dial();
    await telephone.press('1');
    const sample = await timed(offer, () => telephone.press('2'));
    const gone = offer.disappears();
    await telephone.hangUp();
    await gone;
    return sample;
  };
}

async function openEcho(
  browser: Browser,
  echo: Awaited<ReturnType<typeof startEcho>>,
): Promise<() => Promise<Sample>> {
  const page: Page = await (await person(browser)).newPage();
  await page.goto(echo.url);
  await page.waitForFunction(() => 'io' in globalThis);
  const text = await watchPaint(page, '#echo', 'ringing');
  await until(async () => {
    await echo.say('hello');
    return (await page.textContent('#echo')) === 'hello';
  });
  return async () => {
    const sample = await timed(text, () => echo.say('ringing'));
    const gone = text.disappears();
    await echo.say('');
    await gone;
    return sample;
  };
}

async function timed(what: PaintedPage, send: () => Promise<void>): Promise<Sample> {
  const painted = what.appears();
  const sent = performance.now();
  await send();
  const accepted = performance.now();
  const at = await painted;
  return { fromSent: at - sent, fromAccepted: at - accepted };
}

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await pause(20);
}
