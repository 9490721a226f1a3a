import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Each language and each theme once: colours do not depend on words. */
const LOOKS = [
  { language: 'zh-Hant-TW', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const;
const DESK = { width: 1440, height: 900 };
/** A phone, and 400 % zoom of a 1280 px window. */
const NARROW = [390, 320];
/** How long a page's own button for the language is waited for, in ms. */
const UNFOLD_MS = 2_000;

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
 * What is wrong with the screen as it stands, one line a fault: in Chinese by day and in English by
 * night by axe, and in both languages on narrow screens. The screen is left as it was.
 */
export async function screenFaults(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement | null);
  for (const { language, theme } of LOOKS) {
    await speak(page, language);
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    const found = [...(await axeFaults(page)), ...(await overflows(page))];
    faults.push(...found.map((fault) => `${name} [${language}, ${theme}] ${fault}`));
    await keep(page, `${name} ${theme}`);
  }
  await speak(page, 'zh-Hant-TW');
  // Gone where a page without the button was loaded anew.
  await focused.evaluate((element) => element?.focus()).catch(() => undefined);
  return faults;
}

/** The same of a dialog that is open, which covers the page's buttons: as it stands alone. */
export async function dialogFaults(page: Page, name: string): Promise<string[]> {
  const found = [...(await axeFaults(page)), ...(await overflows(page))];
  await keep(page, `${name} dialog`);
  return found.map((fault) => `${name} ${fault}`);
}

/** With SCREENS_DIR, a picture of what was checked stays there for a person to look at. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENS_DIR;
  if (!folder) return;
  const file = (width: number) =>
    join(folder, `${name} ${width}.png`.replaceAll('/', '_').replaceAll(' ', '-'));
  await page.screenshot({ path: file(DESK.width), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: file(390), fullPage: true });
  await page.setViewportSize(DESK);
}

/** Switches by the page's own button; a page without one starts in the stored language. */
async function speak(page: Page, language: string): Promise<void> {
  const html = page.locator('html');
  if ((await html.getAttribute('lang')) !== language) {
    const button = page.locator(`button:has(span[lang="${language}"])`);
    // The menus unfold a moment after the window has grown.
    const found = button.waitFor({ timeout: UNFOLD_MS }).then(
      () => true,
      () => false,
    );
    if (await found) await button.click();
    else {
      await page.evaluate((to) => localStorage.setItem('1999.locale', to), language);
      await page.reload();
    }
  }
  await page.locator(`html[lang="${language}"]`).waitFor();
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
}

/** Without frames in our pages axe needs no second page to gather its results in. */
async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}`),
  );
}

async function overflows(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(async () => {
      // The menus fold in the frame after.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      return document.documentElement.scrollWidth;
    });
    if (wide > width) faults.push(`is ${wide} px wide on a screen of ${width} px`);
  }
  await page.setViewportSize(DESK);
  return faults;
}
