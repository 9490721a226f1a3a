import { io } from 'socket.io-client';
import { withHotline } from './hotline-under-test.ts';
import { percentile } from './figures.ts';
import { pause } from './bench.ts';
const show = (n: string, v: number[]) => console.log(n.padEnd(34), v.length, 'p50', percentile(v, 50).toFixed(1), 'p99', percentile(v, 99).toFixed(1));
await withHotline(AbortSignal.timeout(100000), async (h) => {
  const agent = await h.signIn('agent1', 4);
  await agent.http.json('PUT', '/api/agents/me/state', { state: 'ready' });
  const s = io(h.url.replace('localhost', '127.0.0.1'), { transports: ['websocket'], auth: { token: agent.token } });
  await new Promise((r) => s.once('connect', r as any));
  await s.emitWithAck('subscribe', { topics: [`agent:${agent.userId}`] });
  let hear: (e: any) => void = () => {};
  const log: [number, string][] = [];
  s.on('event', (e) => { log.push([performance.now(), e.type]); if (e.type === 'queueEntry.offered') hear(e); });
  const T: Record<string, number[]> = {};
  const add = (k: string, v: number) => (T[k] ??= []).push(v);
  for (let i = 0; i < 80; i++) {
    const t = h.telephone();
    let t0 = performance.now(); await t.dial(); add('dial', performance.now() - t0);
    t0 = performance.now(); await t.press('1'); add('press1', performance.now() - t0);
    const heard = new Promise<number>((r) => { hear = () => r(performance.now()); });
    log.length = 0;
    const sent = performance.now(); await t.press('2'); const acc = performance.now(); add('press2', acc - sent);
    const at = await heard; add('accepted→event', at - acc);
    t0 = performance.now();
    await agent.http.json('GET', '/api/offers/current'); add('GET offer', performance.now() - t0);
    t0 = performance.now();
    await Promise.all(['/api/offers/current','/api/calls/current','/api/agents/me/state','/api/queue'].map((p) => agent.http.json('GET', p))); add('4 GETs', performance.now() - t0);
    await pause(30);
    if (i === 79) console.log(log.map(([x, y]) => `${(x - acc).toFixed(1)} ${y}`));
    t0 = performance.now(); await t.hangUp(); add('hangUp', performance.now() - t0);
    await pause(30);
  }
  for (const [k, v] of Object.entries(T)) show(k, v);
  s.close();
});
process.exit(0);
