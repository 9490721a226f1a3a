import { type District, districts } from './districts.ts';
import data from './kaohsiung.json' with { type: 'json' };

export type Ring = readonly (readonly [lng: number, lat: number])[];

export interface Boundary extends District {
  rings: readonly Ring[];
}

/** The outlines of the 38 districts (WGS 84). They suggest and display; they decide nothing. */
export const boundaries: readonly Boundary[] = data.map(({ rings, ...district }) => ({
  ...district,
  rings: rings.map((ring) =>
    ring.split(' ').map((pair): [number, number] => {
      const [lng, lat] = pair.split(',');
      return [Number(lng), Number(lat)];
    }),
  ),
}));

/** Whether a ray from the point crosses the ring an odd number of times. */
function inside(ring: Ring, lat: number, lng: number): boolean {
  let odd = false;
  let [beforeLng, beforeLat] = ring.at(-1) ?? [0, 0];
  for (const [atLng, atLat] of ring) {
    const spans = atLat > lat !== beforeLat > lat;
    if (spans && lng < ((beforeLng - atLng) * (lat - atLat)) / (beforeLat - atLat) + atLng) {
      odd = !odd;
    }
    beforeLng = atLng;
    beforeLat = atLat;
  }
  return odd;
}

/** The district the point (WGS 84 degrees) lies in; undefined outside of the city. */
export function districtAt(lat: number, lng: number): District | undefined {
  const found = boundaries.find(({ rings }) => rings.some((ring) => inside(ring, lat, lng)));
  return found && districts.find(({ code }) => code === found.code);
}
