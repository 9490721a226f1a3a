/** Ends with 0 when the browser given starts and runs a page that can make a web call. */
import { chromium } from 'playwright-core';

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  timeout: 30_000,
});
const page = await browser.newPage();
const able = await page.evaluate(() => typeof RTCPeerConnection === 'function');
await browser.close();
process.exitCode = able ? 0 : 1;
