import type { OrderView } from '@1999/dispatch/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signed, signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole } from '../support/orders.ts';
import { agencyAt, phoneOf } from '../support/people.ts';
import { complaintsOf, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

/** A telephone of the demo city. */
const CITIZEN = { number: '+886912000003', name: /林志偉/ };
const OWN = '0955 123 456';
/** What would give either number away, however it is written. */
const NUMBERS = ['912000003', '912-000-003', '955123456', '955 123 456'];

let hotline: HotlineProcess;
let browser: Browser;
let agent: Signed;
let agencyId: string;
beforeAll(async () => {
  const env = { LOG_LEVEL: 'trace' };
  [hotline, browser] = await Promise.all([startHotlineProcess(env), launchBrowser()]);
  agent = await signedIn(hotline.url, 'agent1');
  agencyId = await agencyIdOf(agent, 'pwb-maintenance');
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('a crew calls the citizen of an order, and neither sees the other’s number', async () => {
  const crew = await agencyAt(browser, hotline.url, 'crew1');
  const { page } = crew;
  const complaints = complaintsOf(page);
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  const own = await phoneOf(browser, hotline.url);
  const citizen = await phoneOf(browser, hotline.url);
  await citizen.choose(CITIZEN.name);
  await own.page.getByText('使用其他號碼').click();
  await own.page.getByRole('textbox', { name: '使用其他號碼' }).fill(OWN);
  await own.page.getByRole('button', { name: '使用', exact: true }).click();

  const order = await step('opens the order on the phone', async () => {
    const issued = await issuePothole(agent, agencyId, CITIZEN.number);
    await crew.sees(issued.number);
    await crew.openOrder(issued.number);
    await page.getByRole('heading', { name: '致電民眾' }).waitFor();
    return issued;
  });
  await step('tells a telephone of their own once, and a wrong one is said so', async () => {
    await page.getByRole('textbox', { name: '我的電話' }).fill('不是號碼');
    await page.getByRole('button', { name: '儲存並致電' }).click();
    await page.getByText('這不是電話號碼。').waitFor();
    await page.getByRole('textbox', { name: '我的電話' }).fill(OWN);
    await page.getByRole('button', { name: '儲存並致電' }).click();
  });
  await step('it rings, from 1999, and says which order it is about', async () => {
    await page.getByText('正在撥打您的電話，請接聽。').waitFor();
    await own.hears(/1999 來電/);
    await own.answer();
    await own.hears(new RegExp(`派工單末四碼${[...order.number.slice(-4)].join(' ')}的民眾`));
    await page.getByText('請按 1 接通民眾。').waitFor();
  });
  await step('1 rings the citizen, who sees 1999 calling', async () => {
    await own.press('1');
    await page.getByText('正在接通民眾…').waitFor();
    await citizen.hears(/1999 來電/);
    await citizen.answer();
    await citizen.hears(/這裡是1999，處理您案件的單位要和您通話/);
    await page.getByText('與民眾通話中。').waitFor();
  });
  await step('the citizen hangs up; the order says who called, when and how it ended', async () => {
    await citizen.page.getByRole('button', { name: '掛斷' }).click();
    await page.getByText('已與民眾通話。').waitFor();
    const line = page.locator('.order-timeline li', { hasText: '致電民眾結束' });
    await line.waitFor();
    expect(await line.textContent()).toMatch(/致電民眾結束\s+已通話/);
    const asked = page.locator('.order-timeline li', { hasText: /致電民眾(?!結束)/ });
    expect(await asked.last().textContent()).toContain('外勤班');
  });
  await step('the screen is as sound as the others', async () => {
    expect(await screenFaults(page, 'order with a call')).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(complaints).toEqual([]);
  });
  await step('neither number is on the screen, in an address, or in a log', async () => {
    const sinks = {
      screen: await page.content(),
      addresses: addresses.join('\n'),
      log: hotline.output(),
      api: JSON.stringify(await orderOf(order.id)),
    };
    for (const [name, sink] of Object.entries(sinks)) {
      for (const number of NUMBERS) expect(sink.includes(number), name).toBe(false);
    }
  });
});

test('a citizen who does not answer, and one who has left no number, are said plainly', async () => {
  const crew = await agencyAt(browser, hotline.url, 'agency1');
  const { page } = crew;
  await program('+886966000001', { kind: 'answers', afterSeconds: 1, presses: ['1'] });
  await program(CITIZEN.number, { kind: 'busy' });
  const order = await issuePothole(agent, agencyId, CITIZEN.number);
  await open(page, order.id);
  await step('their own telephone answers and presses 1; the citizen’s line is busy', async () => {
    await page.getByRole('textbox', { name: '我的電話' }).fill('0966000001');
    await page.getByRole('button', { name: '儲存並致電' }).click();
    await page.getByText('民眾忙線中。').waitFor();
    await page.getByRole('button', { name: '致電民眾', exact: true }).waitFor();
  });
  await step('without a network the screen says that nobody can be called', async () => {
    await page.context().setOffline(true);
    await page.getByText('目前沒有網路，無法致電。').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '致電民眾', exact: true }).waitFor();
  });
  await step('an order whose citizen left no number offers no call', async () => {
    const silent = await issuePothole(agent, agencyId);
    await open(page, silent.id);
    await page.getByText('這位民眾沒有留下電話，無法致電。').waitFor();
  });
  await step('the telephone is taken away again in the settings', async () => {
    await page.goto(`${hotline.url}/agency/device`);
    await page.getByText('09**-***-001').waitFor();
    await page.getByRole('button', { name: '刪除我的電話' }).click();
    await page.getByText('尚未設定。第一次致電民眾時會詢問。').waitFor();
  });
});

async function open(page: Page, orderId: string): Promise<void> {
  await page.goto(`${hotline.url}/agency/orders/${orderId}`);
  await page.getByRole('heading', { name: '致電民眾' }).waitFor();
}

async function orderOf(orderId: string): Promise<OrderView> {
  return (await signedIn(hotline.url, 'crew1')).get(`/api/orders/${orderId}`);
}

/** What a telephone of the local carrier does by itself. */
async function program(number: string, what: object): Promise<void> {
  const answer = await fetch(`${hotline.url}/phone/api/programs/${number}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
  expect(answer.status).toBe(200);
}
