import { readFile } from 'node:fs/promises';
import { withHotline } from './hotline-under-test.ts';
import { percentile } from './figures.ts';
import { newContact, somePlace, takeIn } from './one-intake.ts';
import { pause } from './bench.ts';
import { processorMs } from './processor-time.ts';
const show = (n: string, v: number[]) => console.log(n.padEnd(34), v.length, 'p50', percentile(v, 50).toFixed(1), 'p99', percentile(v, 99).toFixed(1));
await withHotline(AbortSignal.timeout(100000), async (h) => {
  let a0 = await processorMs(h.pids.app, 'alone'), d0 = await processorMs(h.pids.postmaster, 'family');
  await pause(4000);
  console.log('idle cpu/s app', (await processorMs(h.pids.app, 'alone') - a0) / 4, 'db', (await processorMs(h.pids.postmaster, 'family') - d0) / 4);
  const agent = await h.signIn('agent1', 4);
  const place = await somePlace(agent);
  const c = await newContact(agent);
  const T: number[] = [];
  for (let i = 0; i < 15; i++) { const t = performance.now(); await takeIn(agent, c, place); T.push(performance.now() - t); }
  show('1 conn intake', T);
  const waits = new Map<string, number>();
  let stop = false;
  const sampler = (async () => { while (!stop) {
    const rows = await h.sql`select wait_event_type || ':' || wait_event w, left(query, 80) q, state from pg_stat_activity where application_name like '1999%' and state <> 'idle'`;
    for (const r of rows) { const k = `${r.state} ${r.w} ${r.q.replace(/\s+/g, ' ')}`; waits.set(k, (waits.get(k) ?? 0) + 1); }
    await pause(10);
  } })();
  T.length = 0;
  await Promise.all([0,1,2,3].map(async () => { for (let i = 0; i < 10; i++) { const t = performance.now(); await takeIn(agent, c, place); T.push(performance.now() - t); } }));
  stop = true; await sampler;
  show('4 conn intake', T);
  console.log([...waits].sort((a, b) => b[1] - a[1]).slice(0, 25));
});
process.exit(0);
