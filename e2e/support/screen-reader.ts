import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

/** What the page's own screen reader can be asked; it stands on the page's window. */
interface Reader {
  start(options: { container: Element }): Promise<void>;
  stop(): Promise<void>;
  spokenPhraseLog(): Promise<string[]>;
}
declare global {
  var screenReader: Reader;
}

/** How long a word is waited for, in ms. */
const PATIENCE_MS = 30_000;

const manifest = createRequire(import.meta.url).resolve(
  '@guidepup/virtual-screen-reader/package.json',
);

/**
 * Starts a virtual screen reader over the whole page. It follows the live regions and the focus as
 * a real one does; `hears` waits until it has said something that holds `words`.
 */
export async function startScreenReader(page: Page) {
  const source = await readFile(join(dirname(manifest), 'lib/esm/index.browser.js'), 'utf8');
  const name = /export\s*\{[^}]*?([\w$]+) as virtual\b/.exec(source)?.[1];
  if (!name) throw new Error('the screen reader’s bundle has another form than it had');
  const script = source.replace(/export\s*\{[^}]*\};?/, `globalThis.screenReader=${name};`);
  await page.evaluate(`(()=>{${script}\n})()`);
  await page.evaluate(() => globalThis.screenReader.start({ container: document.body }));
  const said = () => page.evaluate(() => globalThis.screenReader.spokenPhraseLog());
  return {
    said,
    hears: async (words: string) => {
      // Asked from inside: Playwright's own waiting takes a promise that says no for a yes.
      const heard = await page.evaluate(
        async ({ wanted, patienceMs }) => {
          const until = performance.now() + patienceMs;
          const hasSaid = async () =>
            (await globalThis.screenReader.spokenPhraseLog()).some((one) => one.includes(wanted));
          while (!(await hasSaid())) {
            if (performance.now() > until) return false;
            await new Promise(requestAnimationFrame);
          }
          return true;
        },
        { wanted: words, patienceMs: PATIENCE_MS },
      );
      if (heard) return;
      const log = (await said()).slice(-15).join('\n  ');
      throw new Error(`never heard “${words}”; last heard:\n  ${log}`);
    },
  };
}
