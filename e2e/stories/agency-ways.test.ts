import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { agencyIdOf, issuePothole } from '../support/orders.ts';
import { supervisorAt } from '../support/people.ts';
import { complaintsOf, dialogFaults, screenFaults } from '../support/screen-check.ts';
import { step } from '../support/step.ts';

let hotline: HotlineProcess;
let browser: Browser;
beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotlineProcess(), launchBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('a supervisor chooses how an agency is told and whom it rings at which hour, and tries it', async () => {
  const agent = await signedIn(hotline.url, 'agent1');
  const { page } = await supervisorAt(browser, hotline.url);
  const complaints = complaintsOf(page);
  const faults: string[] = [];
  const check = async (name: string) => faults.push(...(await screenFaults(page, name)));
  const checkDialog = async (name: string) => faults.push(...(await dialogFaults(page, name)));
  const dialog = page.getByRole('dialog');
  const closed = () => dialog.waitFor({ state: 'detached' });
  const press = (name: string | RegExp) => page.getByRole('button', { name }).press('Enter');
  const send = (name: string) => dialog.getByRole('button', { name, exact: true }).press('Enter');
  const choose = async (field: string, option: string) => {
    await dialog.getByRole('button', { name: new RegExp(`\\s${field}$`) }).press('Enter');
    await page.getByRole('option', { name: option, exact: true }).press('Enter');
  };
  const confirm = async (name: string) => {
    const button = page.getByRole('alertdialog').getByRole('button', { name, exact: true });
    await button.press('Enter');
    // Closing it brings the focus back, which would take the next key elsewhere.
    await button.waitFor({ state: 'detached' });
  };
  const row = (words: RegExp) => page.getByRole('row', { name: words });

  await step('finds the agency from the navigation', async () => {
    await page.getByRole('link', { name: '機關與值班' }).press('Enter');
    await row(/養護工程處 線上、電話 線上、電話 承辦 3、科長 1、局處 1/).waitFor();
    await check('agencies');
    await page.getByLabel('搜尋機關').fill('養護');
    await page.getByRole('link', { name: /養護工程處/ }).press('Enter');
    await page.getByText('危險派工未指定方式：以線上與電話通知。').waitFor();
  });
  await step('what is no address is said at its field; the right one is kept', async () => {
    await press('新增通知方式');
    await choose('方式', '電子郵件');
    await dialog.getByLabel('電子郵件地址').fill('值班信箱');
    await send('新增通知方式');
    await dialog.locator('.field-error').first().waitFor();
    expect(await dialog.getByLabel('電子郵件地址').inputValue()).toBe('值班信箱');
    await checkDialog('form of a way');
    await dialog.getByLabel('電子郵件地址').fill('duty@agency.example');
    await send('新增通知方式');
    await closed();
    await row(/危險派工 電子郵件 duty@agency.example/).waitFor();
  });
  await step('moves it to the other orders', async () => {
    await press(/^修改危險派工 電子郵件/);
    await choose('適用', '一般派工');
    await send('修改通知方式');
    await closed();
    await row(/一般派工 電子郵件 duty@agency.example/).waitFor();
  });
  await step('a web hook’s secret is told once, and the hook is taken away again', async () => {
    await press('新增通知方式');
    await choose('方式', '機關系統 (webhook)');
    await dialog.getByLabel('網址（https）').fill('https://agency.example/1999');
    await send('新增通知方式');
    await dialog.getByText(/^whsec_/).waitFor();
    await page.keyboard.press('Escape');
    await closed();
    await press(/^移除危險派工 機關系統/);
    await confirm('移除');
    await row(/機關系統/).waitFor({ state: 'detached' });
  });
  await step('tries a text message, and sees it arrive', async () => {
    await press('新增通知方式');
    await choose('方式', '簡訊');
    await send('新增通知方式');
    await closed();
    await press(/^測試危險派工 簡訊/);
    await send('送出測試訊息');
    await dialog.getByRole('row', { name: /第一值班員 值班人員 簡訊 1 .*已送(出|達)/ }).waitFor();
    await checkDialog('a way tried');
    await page.keyboard.press('Escape');
    await closed();
  });
  // Twelve hours that begin in eight: whatever the time is, the second is off duty in this story.
  const later = (hours: number) => `${`${(hourInTaipei() + hours) % 24}`.padStart(2, '0')}:00`;
  await step('hours with one end are refused; a shift at weekends is kept', async () => {
    await press(/^修改第二值班員/);
    await dialog.getByLabel('值班自').fill(later(8));
    await send('修改值班');
    await dialog.getByText('起訖都要填且不能相同，或都空白。').waitFor();
    await checkDialog('form of a shift');
    await dialog.getByLabel('值班至').fill(later(20));
    for (const day of ['一', '二', '三', '四', '五']) {
      await dialog.getByRole('checkbox', { name: `星期${day}` }).press('Space');
    }
    await send('修改值班');
    await closed();
    const hours = `${later(8)}–${later(20)} 六、日`;
    await row(new RegExp(`承辦單位 2 第二值班員 值班人員 09.+ ${hours}`)).waitFor();
  });
  await step('a place that is taken is refused; the next takes a new person', async () => {
    await press('新增值班人員');
    await dialog.getByLabel('順位（1 最先撥打）').fill('1');
    await dialog.getByLabel('職稱（中文）').fill('代理值班員');
    await dialog.getByLabel('職稱（英文）').fill('Stand-in');
    await dialog.getByLabel('姓名', { exact: true }).fill('王小明');
    await dialog.getByLabel('電話', { exact: true }).fill('0912345678');
    await send('新增值班人員');
    await dialog.getByText('這一層的這個順位已經有人。').waitFor();
    await dialog.getByLabel('順位（1 最先撥打）').fill('4');
    await send('新增值班人員');
    await closed();
    await row(/承辦單位 4 代理值班員 王小明 09\*\*-\*\*\*-678 全天 每天 ● 值班中/).waitFor();
  });
  await step('ends the duty of the first', async () => {
    await press(/^結束值班：第一值班員/);
    await confirm('結束值班');
    await row(/第一值班員/).waitFor({ state: 'detached' });
    await check('agency');
  });
  await step('an order goes the way that was chosen, and each try of it is seen', async () => {
    const order = await issuePothole(agent, await agencyIdOf(agent, 'pwb-maintenance'));
    await page.goto(`${hotline.url}/supervisor/orders/${order.id}`);
    await row(/第三值班員 值班人員 簡訊 1 .*已送(出|達)/).waitFor();
    await check('order with its tries');
  });
  await step('an agency that is not there is said so', async () => {
    await page.goto(`${hotline.url}/supervisor/agencies/01999999-9999-7999-8999-999999999999`);
    await page.getByText('找不到這個機關。').waitFor();
    await page.getByRole('link', { name: '所有機關' }).press('Enter');
    await row(/養護工程處 簡訊 電子郵件 承辦/).waitFor();
  });
  expect([...faults, ...complaints]).toEqual([]);
}, 180_000);

/** The hour of the day in the city, 0 to 23. */
function hourInTaipei(): number {
  return Temporal.Now.zonedDateTimeISO('Asia/Taipei').hour;
}
