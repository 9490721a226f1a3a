import { figureOf } from './figures.ts';
import { tableOf } from './table.ts';

const name = process.argv[2] as string;
const mod = await import(`./${name}.ts`);
const bench = Object.values(mod).find((x: any) => x?.measure) as any;
const t = performance.now();
const m = await bench.measure(AbortSignal.timeout(bench.withinSeconds * 1000));
for (const x of m)
  console.log(
    x.name,
    x.values.map((v: number) => v.toFixed(2)),
    x.references.map((v: number) => v.toFixed(2)),
  );
console.log(tableOf(m.map(figureOf)), ((performance.now() - t) / 1000).toFixed(1));
process.exit(0);
