import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { launchBrowser } from '@1999/e2e/support/browser';
import type { Page } from 'playwright-core';
import type { MediaProcess } from './media-process.ts';

const WEBCALL = join(import.meta.dirname, '../../../packages/web-kit/webcall');

export type Seat = {
  callId: string;
  legId: string;
  kind: string;
  /** The tone the page speaks with. */
  hertz: number;
  /** Instead of the tone: the browser's own microphone, or one that is not there. */
  microphone?: 'device' | 'missing';
  /** The only way to the peer. */
  relay?: { urls: string[]; username: string; credential: string };
};
export type Browsers = Awaited<ReturnType<typeof openBrowsers>>;

/** A real Chromium, and a small server that gives it the test page and passes its offers on. */
export async function openBrowsers(media: () => MediaProcess) {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') {
      const answer = await media().post(path, JSON.parse(await text(request)));
      const head = { 'content-type': 'application/json' };
      return response.writeHead(answer.status, head).end(JSON.stringify(answer.body));
    }
    const module = /^\/webcall\/([a-z-]+\.ts)$/.exec(path)?.[1];
    if (module) {
      const source = stripTypeScriptTypes(readFileSync(join(WEBCALL, module), 'utf8'));
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(source);
    }
    const page = readFileSync(join(import.meta.dirname, 'page.html'));
    return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser = await launchBrowser();
  return {
    /** Opens a page that joins the call as it loads, and again whenever it is reloaded. */
    async sit({ hertz, microphone, relay, ...seat }: Seat): Promise<Page> {
      const page = await browser.newPage();
      const query = new URLSearchParams({
        ...seat,
        hertz: String(hertz),
        ...(microphone && { microphone }),
        ...(relay && { relay: JSON.stringify(relay) }),
      });
      await page.goto(`http://localhost:${port}/?${query}`);
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Waits until the page hears that frequency (null: silence) in a section; in what time, in ms. */
export async function hears(
  page: Page,
  section: 'main' | 'side',
  hertz: number | null,
): Promise<number> {
  const from = performance.now();
  await page.waitForFunction(
    ([where, wanted]) => {
      const lab = (globalThis as unknown as { lab?: { hears(section: string): number | null } })
        .lab;
      if (!lab) return false;
      const heard = lab.hears(where);
      return wanted === null ? heard === null : heard !== null && Math.abs(heard - wanted) < 25;
    },
    [section, hertz] as const,
    { polling: 10, timeout: 10_000 },
  );
  return performance.now() - from;
}
