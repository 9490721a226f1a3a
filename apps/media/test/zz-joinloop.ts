import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { openBrowsers } from './browsers.ts';
import { startMedia } from './media-process.ts';
const init = () => { const O = RTCPeerConnection; (globalThis as any).pcs = []; (globalThis as any).RTCPeerConnection = class extends O { constructor(c: any) { super(c); (globalThis as any).pcs.push(this); } }; };
for (let i = 0; i < 16; i++) {
  const media = await startMedia();
  const browsers = await openBrowsers(() => media);
  const callId = randomUUID();
  for (let j = 0; j < 5; j++) {
    const mark = media.errors().length;
    const page = await browsers.sit({ callId, legId: randomUUID(), kind: 'caller', hertz: 700 }, init as any);
    const ok = await page.waitForFunction(() => (globalThis as any).lab.states.at(-1)?.name === 'connected', null, { timeout: 4000 }).then(() => true, () => false);
    if (!ok) {
      const st = await page.evaluate(async () => { const pc = (globalThis as any).pcs.at(-1); const s = [...(await pc.getStats()).values()].filter((x: any) => ['candidate-pair', 'transport', 'local-candidate', 'remote-candidate'].includes(x.type)); return { ice: pc.iceConnectionState, c: pc.connectionState, s, sdp: pc.remoteDescription?.sdp }; });
      console.log(i, j, JSON.stringify(st, null, 1));
      writeFileSync('/tmp/joinfail.log', media.errors().slice(mark));
      await browsers.close(); await media.stop(); process.exit(0);
    }
  }
  await browsers.close(); await media.stop();
}
console.log('none failed');
process.exit(0);
