import { randomUUID } from 'node:crypto';
import { openBrowsers } from '/work/main/apps/media/test/browsers.ts';
import { startMedia } from '/work/main/apps/media/test/media-process.ts';
const media = await startMedia();
const posts: any[] = [];
const orig = media.post;
const browsers = await openBrowsers(() => ({ ...media, post: async (p: string, b: any) => { const r = await orig(p, b); posts.push([p, r.status, r.status !== 200 ? r.body : '']); return r; } }) as any);
for (let i = 0; i < 20; i++) {
  const callId = randomUUID();
  const pages = await Promise.all([1,2].map(() => browsers.sit({ callId, legId: randomUUID(), kind: 'caller', hertz: 700 })));
  for (const page of pages) {
  await page.waitForFunction(() => (globalThis as any).lab.states.at(-1)?.name === 'connected', null, { timeout: 15000 }).catch((e) => console.log(String(e)));
  const st = await page.evaluate(() => (globalThis as any).lab.states);
  if (st.length !== 2) console.log(i, JSON.stringify(st), posts.length, posts.filter(p => p[1] !== 200), JSON.stringify(media.hotline.events.filter(e => e.callId === callId)));
  }
  for (const page of pages) await page.close();
}
console.log(media.errors().slice(-1500));
await browsers.close(); await media.stop(); process.exit(0);
