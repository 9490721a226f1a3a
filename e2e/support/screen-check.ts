import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './browser.ts';

const DESK = { width: 1440, height: 900 };
/** A phone, and 400 % zoom of a 1280 px window. */
const NARROW = [390, 320];

/** Gathers what the page complains of in its console; answers of 4xx are the app's to handle. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

/**
 * What is wrong with the screen as it stands, in both languages, light and dark, on a desk and on
 * narrow screens; one line a fault. The screen is left as it was.
 */
export async function screenFaults(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const language of ['zh-Hant-TW', 'en']) {
    await speak(page, language);
    const found = [
      ...(await accessibilityFaults(page)),
      ...(await darkFaults(page)),
      ...(await overflows(page)),
    ];
    faults.push(...found.map((fault) => `${name} [${language}] ${fault}`));
  }
  await speak(page, 'zh-Hant-TW');
  return faults;
}

/** Switches by the page's own button; a page without one starts in the stored language. */
async function speak(page: Page, language: string): Promise<void> {
  const html = page.locator('html');
  if ((await html.getAttribute('lang')) !== language) {
    const button = page.locator(`button:has(span[lang="${language}"])`);
    if (await button.count()) await button.click();
    else {
      await page.evaluate((to) => localStorage.setItem('1999.locale', to), language);
      await page.reload();
    }
  }
  await page.locator(`html[lang="${language}"]`).waitFor();
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
}

/** Only colours change in the dark. */
async function darkFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `dark ${id}: ${node.target.join(' ')}`),
  );
}

async function overflows(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`is ${wide} px wide on a screen of ${width} px`);
  }
  await page.setViewportSize(DESK);
  return faults;
}
