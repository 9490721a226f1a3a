import type { Locator, Page } from 'playwright-core';

/** More stops than any screen has. */
const MOST_STOPS = 80;

/** Presses Tab until `target` has the focus. @throws Error when it is never reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${target}`);
}

/** Goes to `target` by Tab and presses Enter on it. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Goes to the field `target` by Tab and types into it. */
export async function typeInto(page: Page, target: Locator, words: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.insertText(words);
}

/** Presses ArrowDown until `option`, in the open list, has the focus; then Enter. */
export async function choose(page: Page, option: Locator): Promise<void> {
  await option.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await option.evaluate((element) => element.hasAttribute('data-focused'))) {
      return page.keyboard.press('Enter');
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the arrows never come to ${option}`);
}

/** Whether `target` has the focus now. */
export async function hasFocus(target: Locator): Promise<boolean> {
  // A list that opens under the focus hides the rest of the screen: then it is not there to ask.
  if ((await target.count()) === 0) return false;
  return target.evaluate((element) => element === document.activeElement);
}

/** Waits until a live region of the page says `words`. */
export async function hears(page: Page, how: 'polite' | 'assertive', words: string): Promise<void> {
  await page.getByTestId(how).filter({ hasText: words }).waitFor({ state: 'attached' });
}
