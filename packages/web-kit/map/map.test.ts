import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaries, districtAt } from './boundaries.ts';
import { districtChoices, districtNamed, districts } from './districts.ts';

test('the city has its 38 districts, and the list agrees with the boundaries', () => {
  expect(districts).toHaveLength(38);
  expect(boundaries.map(({ code, zh, en }) => ({ code, zh, en }))).toEqual(districts);
});

test.each([
  ['四維行政中心', 22.6203, 120.3119, '苓雅區'],
  ['鳳山行政中心', 22.6268, 120.3627, '鳳山區'],
  ['高鐵左營站', 22.6874, 120.3086, '左營區'],
  ['旗津渡輪站', 22.6134, 120.2691, '旗津區'],
  ['那瑪夏區公所', 23.217, 120.6937, '那瑪夏區'],
])('%s lies in %s, %s: %s', (_, lat, lng, name) => {
  expect(districtAt(lat, lng)?.zh).toBe(name);
});

test.each([
  ['臺北車站', 25.0478, 121.517],
  ['屏東車站', 22.6693, 120.4862],
  ['臺灣海峽', 22.6, 119.9],
])('%s is outside the city', (_, lat, lng) => {
  expect(districtAt(lat, lng)).toBeUndefined();
});

test('no point lies in two districts', () => {
  const count = (lat: number, lng: number) =>
    boundaries.filter(({ rings }) => districtAtOne(rings, lat, lng)).length;
  fc.assert(
    fc.property(
      fc.double({ min: 22.45, max: 23.5, noNaN: true }),
      fc.double({ min: 120.15, max: 121.05, noNaN: true }),
      (lat, lng) => {
        expect(count(lat, lng)).toBeLessThanOrEqual(1);
        expect(districtAt(lat, lng) !== undefined).toBe(count(lat, lng) === 1);
      },
    ),
    { numRuns: 300 },
  );
});

/** The same question answered by the angle a point sees a ring under: another way to be wrong. */
function districtAtOne(rings: (typeof boundaries)[number]['rings'], lat: number, lng: number) {
  return rings.some((ring) => {
    let turned = 0;
    for (const [i, [x2, y2]] of ring.entries()) {
      const [x1, y1] = ring.at(i - 1) ?? [0, 0];
      const angle = Math.atan2(y2 - lat, x2 - lng) - Math.atan2(y1 - lat, x1 - lng);
      turned += Math.atan2(Math.sin(angle), Math.cos(angle));
    }
    return Math.abs(turned) > Math.PI;
  });
}

test('a district is found by name with or without 區, and named in both languages', () => {
  expect(districtNamed('苓雅')?.code).toBe(districtNamed('苓雅區')?.code);
  expect(districtNamed('大安區')).toBeUndefined();
  expect(districtChoices('en').find(({ id }) => id === '苓雅區')?.label).toBe('Lingya 苓雅區');
});
