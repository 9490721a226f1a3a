import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlace } from './read-place.ts';
import { fromTwd97, toTwd97 } from './twd97.ts';

describe('TWD97', () => {
  test('agrees with the published point of 虎子山, origin of the island’s survey, within 1 mm', () => {
    // Values given by the survey for its origin, and by the Python package twd97 for them.
    const published = { east: 248170.787, north: 2652129.936 };
    const { lat, lng } = fromTwd97(published);
    expect(lat).toBeCloseTo(23.97387462949248, 8);
    expect(lng).toBeCloseTo(120.98202461950673, 8);
    const back = toTwd97({ lat: 23.973875, lng: 120.982025 });
    expect(back.east).toBeCloseTo(248170.82582552364, 3);
    expect(back.north).toBeCloseTo(2652129.9773471127, 3);
  });

  test('on the central meridian east is the false easting, and the equator is north 0', () => {
    expect(toTwd97({ lat: 0, lng: 121 })).toEqual({ east: 250_000, north: 0 });
    expect(toTwd97({ lat: 22.6, lng: 121 }).east).toBe(250_000);
  });

  test('there and back again, over the whole island, is the same place to a millimetre', () => {
    const lat = fc.double({ min: 21.8, max: 25.4, noNaN: true });
    const lng = fc.double({ min: 119.9, max: 122.1, noNaN: true });
    fc.assert(
      fc.property(lat, lng, (atLat, atLng) => {
        const back = fromTwd97(toTwd97({ lat: atLat, lng: atLng }));
        expect(Math.abs(back.lat - atLat)).toBeLessThan(1e-8);
        expect(Math.abs(back.lng - atLng)).toBeLessThan(1e-8);
      }),
    );
  });
});

describe('a place as it is typed', () => {
  test.each([
    ['22.6203, 120.3121', 'WGS84'],
    ['120.3121 22.6203', 'WGS84'],
    ['北緯22.6203 東經120.3121', 'WGS84'],
    ['179300, 2502300', 'TWD97'],
    ['2502300.5 179300.2', 'TWD97'],
    ['X:179300 Y:2502300', 'TWD97'],
  ])('%s are coordinates', (typed, system) => {
    const read = readPlace(typed);
    expect(read).toMatchObject({ kind: 'point', system });
    if (read.kind !== 'point') return;
    expect(read.point.lat).toBeCloseTo(22.62, 1);
    expect(read.point.lng).toBeCloseTo(120.31, 1);
  });

  test.each([
    ['高雄市左營區新上里博愛二路777號', '64000030', '新上里', '博愛二路777號'],
    ['802 高雄市苓雅區四維三路2號', '64000080', null, '四維三路2號'],
    ['鳳山區光復路二段132號', '64000120', null, '光復路二段132號'],
  ])('%s is an address', (typed, code, village, rest) => {
    expect(readPlace(typed)).toMatchObject({ kind: 'address', district: { code }, village, rest });
  });

  test.each(['AB-1234', '衛武營', '3-12', '100 200'])('%s is words', (typed) => {
    expect(readPlace(typed).kind).toBe('words');
  });
});
