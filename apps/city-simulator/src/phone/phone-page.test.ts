import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type RunningCarrier, startCarrier } from '../carrier/start-carrier.ts';
import { type HotlineStub, hotlineStub } from '../carrier/testing/hotline-stub.ts';
import { account, HOTLINE } from '../carrier/testing/test-carrier.ts';

const DUTY = '+886733680001';
// A real browser beside other test files on two cores: slow is not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let hotline: HotlineStub;
let carrier: RunningCarrier;
let browser: Browser;

beforeAll(async () => {
  await build({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    logLevel: 'error',
  });
  hotline = await hotlineStub(account.authToken);
  carrier = await startCarrier({
    ...account,
    number: HOTLINE,
    voiceUrl: `${hotline.url}/voice`,
    messageUrl: `${hotline.url}/sms`,
    speed: 20,
    callsPerSecond: 0,
    phones: [
      { number: '+886912000001', zh: '市民 王小明', en: 'Citizen Wang', kind: 'citizen' },
      { number: DUTY, zh: '養工處值勤', en: 'Road duty', kind: 'duty' },
    ],
  });
  Object.assign(hotline.answers, {
    '/voice':
      '<Gather numDigits="1" action="/menu" timeout="1200"><Say language="cmn-TW">這裡是1999，國語請按1</Say></Gather>',
    '/menu':
      '<Dial><Conference startConferenceOnEnter="false" waitUrl="/wait">c</Conference></Dial>',
    '/wait': '<Say language="cmn-TW">請稍候</Say><Play>/hold.mp3</Play>',
    '/order':
      '<Gather numDigits="1" action="/ack" timeout="1200"><Say language="cmn-TW">受理請按1</Say></Gather>',
    '/ack': '<Say language="cmn-TW">已受理</Say>',
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'],
  });
});

// A test that is tried again finds its telephone hung up.
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  for (const { params } of hotline.at('/voice')) {
    await api(`/Calls/${params.CallSid}.json`, { Status: 'completed' });
  }
});
afterAll(async () => {
  await browser?.close();
  await carrier?.close();
  await hotline?.close();
});

function api(resource: string, form: Record<string, string>) {
  const credentials = `${account.accountSid}:${account.authToken}`;
  return fetch(`${carrier.url}/2010-04-01/Accounts/${account.accountSid}${resource}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ From: HOTLINE, ...form }),
  });
}

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  return context.newPage();
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    (v) => `${v.id} ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

/** Presses Tab until the element of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

test('by keyboard alone a citizen dials 1999, presses 1, hears the waiting line and hangs up', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${carrier.url}/phone`);
  const log = page.getByRole('log');
  await page.getByRole('button', { name: '撥打' }).waitFor();
  expect(await faults(page)).toEqual([]);

  await tabTo(page, '撥打');
  await page.keyboard.press('Enter');
  await log.getByText('國語請按1').waitFor();
  await page.keyboard.press('1');
  await log.getByText('請稍候').waitFor();
  expect(hotline.at('/menu').at(-1)?.params.Digits).toBe('1');
  await page.getByText('通話中，對方 1999').waitFor();
  expect(await faults(page)).toEqual([]);

  await tabTo(page, '掛斷');
  await page.keyboard.press('Enter');
  await log.getByText('通話結束').waitFor();
});

test('on a phone-sized dark screen a text message comes with a link, and one can be sent', async () => {
  const page = await openPage({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await page.goto(`${carrier.url}/phone/?number=%2B886912000001`);
  await page.getByRole('button', { name: '撥打' }).waitFor();
  await api('/Messages.json', {
    To: '+886912000001',
    Body: '請填問卷：http://127.0.0.1:1999/s/1。',
  });
  const link = page.getByRole('link', { name: 'http://127.0.0.1:1999/s/1' });
  expect(await link.getAttribute('href')).toBe('http://127.0.0.1:1999/s/1');
  await page.getByLabel('傳簡訊給1999').fill('收到');
  await page.getByRole('button', { name: '傳送' }).click();
  const [sms] = await hotline.until('/sms');
  expect(sms).toMatchObject({ signed: true, params: { Body: '收到', From: '+886912000001' } });
  expect(await faults(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test('a duty phone rings on whoever is looking, is taken over, answered and acknowledges, in English too', async () => {
  const page = await openPage();
  await page.goto(`${carrier.url}/phone/?number=%2B886912000001`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Call', exact: true }).waitFor();
  await api('/Calls.json', { To: DUTY, Url: `${hotline.url}/order` });
  await page.getByText('Road duty (0733680001) is ringing').waitFor();
  await page.getByRole('button', { name: 'Pick this one up' }).click();
  await page.getByText('Call from 1999').waitFor();
  expect(await page.title()).toContain('Ringing');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Answer' }).click();
  const log = page.getByRole('log');
  await log.getByText('受理請按1').waitFor();
  await page.getByRole('button', { name: '1', exact: true }).click();
  await log.getByText('已受理').waitFor();
  expect(hotline.at('/ack').at(-1)?.params).toMatchObject({ Digits: '1', To: DUTY });
});
