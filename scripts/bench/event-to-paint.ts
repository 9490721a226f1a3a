import type { Browser, Page } from 'playwright-core';
import { zh } from '../../apps/agent-console/src/messages/zh.ts';
import { launchBrowser, person } from '../../e2e/support/browser.ts';
import { type Bench, eachRun, pause } from './bench.ts';
import { busyDay } from './busy-day.ts';
import { startEcho } from './echo-page.ts';
import { type Measured, p50AndP99 } from './figures.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';
import { type PaintedPage, watchPaint } from './painted-page.ts';

const SAMPLES = 30;
const WARM_UP = 10;
/** The key for it in the language menu. */
const VIETNAMESE = '5';

/** An event's way to the screen (ms): from its being sent, and from its being accepted. */
interface Sample {
  readonly fromSent: number;
  readonly fromAccepted: number;
}

/** On a full hotline: between two rings, so that about one of its five calls a second is ours. */
const BETWEEN_MS = 700;

/**
 * A caller's last keypress → the ringing call painted in one of two agents' consoles, each in a real
 * Chromium; beside a Socket.IO echo painted in the same Chromium. Accepted is when the sender has its
 * answer: for the hotline that is after the commit. First with nothing else going on, then on a full
 * hotline (`busyDay`).
 */
export const eventToPaint: Bench = {
  withinSeconds: 300,
  measure: async (signal) => {
    const browser = await launchBrowser();
    const echo = await startEcho();
    try {
      return await withHotline(signal, async (hotline) => {
        const ring = await openConsoles(browser, hotline);
        const say = await openEcho(browser, echo);
        for (let turn = 0; turn < WARM_UP; turn++) await Promise.all([await ring(), await say()]);
        const runs = (once: () => Promise<Sample>) =>
          eachRun(async () => ({ rings: await samplesOf(once), echoes: await samplesOf(say) }));
        const quiet = await runs(ring);
        const day = await busyDay(hotline);
        const busy = await runs(async () => {
          await pause(BETWEEN_MS);
          return ring();
        });
        console.log(`  ${day.inProgress()} calls in progress at the end`);
        day.end();
        return [
          ...rowsOf('event-to-paint', quiet, (sample) => sample.fromAccepted),
          ...rowsOf('event-sent-to-paint', quiet, (sample) => sample.fromSent),
          ...rowsOf('event-to-paint.full', busy, (sample) => sample.fromAccepted),
        ];
      });
    } finally {
      await browser.close();
      await echo.close();
    }
  },
};

interface Run {
  readonly rings: readonly Sample[];
  readonly echoes: readonly Sample[];
}

function rowsOf(name: string, runs: readonly Run[], pick: (sample: Sample) => number): Measured[] {
  const values = runs.map(({ rings }) => rings.map(pick));
  const references = runs.map(({ echoes }) => echoes.map(pick));
  return p50AndP99(name, 'ms', values, 'Socket.IO echo', references);
}

async function samplesOf(once: () => Promise<Sample>): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let turn = 0; turn < SAMPLES; turn++) {
    // Out of step with the screen's 60 frames a second.
    await pause(20 + Math.random() * 30);
    samples.push(await once());
  }
  return samples;
}

/**
 * Two agents' consoles, signed in and ready, who alone serve a language of their own; each turn
 * rings one of them once and lets the caller go.
 */
async function openConsoles(
  browser: Browser,
  hotline: HotlineUnderTest,
): Promise<() => Promise<Sample>> {
  const names = ['agent1', 'agent2'];
  await hotline.sql`update user_skill set skill_code = 'vi' from app_user
    where user_id = app_user.id and username in ${hotline.sql(names)} and skill_code = 'zh'`;
  await hotline.sql`delete from user_skill using app_user
    where user_id = app_user.id and username in ${hotline.sql(names)} and skill_code <> 'vi'`;
  const offers = await Promise.all(names.map((name) => openConsole(browser, hotline, name)));
  const first = (what: 'appears' | 'disappears') => () =>
    Promise.race(offers.map((offer) => offer[what]()));
  const either = { appears: first('appears'), disappears: first('disappears') };
  return async () => {
    const telephone = hotline.telephone();
    await telephone.dial();
    await telephone.press(VIETNAMESE);
    const sample = await timed(either, () => telephone.press('2'));
    const gone = either.disappears();
    await telephone.hangUp();
    await gone;
    return sample;
  };
}

async function openConsole(
  browser: Browser,
  hotline: HotlineUnderTest,
  username: string,
): Promise<PaintedPage> {
  const context = await person(browser);
  const credentials = { username, password: 'demo1999' };
  // The page's own way in: the refresh cookie of this sign-in.
  await context.request.post(`${hotline.url}/api/session`, { data: credentials });
  const page = await context.newPage();
  await page.goto(`${hotline.url}/console`);
  await page.getByText(zh['form.none']).first().waitFor();
  const agent = await hotline.signIn(username);
  await agent.http.json('PUT', '/api/agents/me/state', { state: 'ready' });
  await page.getByText(zh['state.ready']).first().waitFor();
  return watchPaint(page, '.incoming button', zh['call.answer']);
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
