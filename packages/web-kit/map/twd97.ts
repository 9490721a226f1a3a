import type { Place } from './city-map.ts';

/** A point of Taiwan's plane coordinates TWD97 (TM2, central meridian 121° E), in metres. */
export interface Twd97 {
  readonly east: number;
  readonly north: number;
}

/** GRS 80, and the projection of the Ministry of the Interior (EPSG:3826). */
const AXIS = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const MERIDIAN = (121 * Math.PI) / 180;
const SCALE = 0.9999;
const FALSE_EAST = 250_000;

const n = FLATTENING / (2 - FLATTENING);
/** The rectifying radius. */
const RADIUS = (AXIS / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
/** Krüger's series to the third order: within a millimetre over the whole island. */
const alpha = [
  n / 2 - (2 * n ** 2) / 3 + (5 * n ** 3) / 16,
  (13 * n ** 2) / 48 - (3 * n ** 3) / 5,
  (61 * n ** 3) / 240,
] as const;
const beta = [
  n / 2 - (2 * n ** 2) / 3 + (37 * n ** 3) / 96,
  n ** 2 / 48 + n ** 3 / 15,
  (17 * n ** 3) / 480,
] as const;
const delta = [
  2 * n - (2 * n ** 2) / 3 - 2 * n ** 3,
  (7 * n ** 2) / 3 - (8 * n ** 3) / 5,
  (56 * n ** 3) / 15,
] as const;
const ECCENTRIC = (2 * Math.sqrt(n)) / (1 + n);

/**
 * WGS 84 degrees to TWD97 metres; the two datums differ by less than a citizen can point at.
 * L. Krüger, Konforme Abbildung des Erdellipsoids in der Ebene (1912).
 */
export function toTwd97({ lat, lng }: Place): Twd97 {
  const phi = (lat * Math.PI) / 180;
  const turn = (lng * Math.PI) / 180 - MERIDIAN;
  const t = Math.sinh(
    Math.atanh(Math.sin(phi)) - ECCENTRIC * Math.atanh(ECCENTRIC * Math.sin(phi)),
  );
  const xi = Math.atan2(t, Math.cos(turn));
  const eta = Math.atanh(Math.sin(turn) / Math.sqrt(1 + t * t));
  let north = xi;
  let east = eta;
  for (const [at, factor] of alpha.entries()) {
    const j = 2 * (at + 1);
    north += factor * Math.sin(j * xi) * Math.cosh(j * eta);
    east += factor * Math.cos(j * xi) * Math.sinh(j * eta);
  }
  return { east: FALSE_EAST + SCALE * RADIUS * east, north: SCALE * RADIUS * north };
}

/** TWD97 metres to WGS 84 degrees. */
export function fromTwd97({ east, north }: Twd97): Place {
  const xi = north / (SCALE * RADIUS);
  const eta = (east - FALSE_EAST) / (SCALE * RADIUS);
  let xi0 = xi;
  let eta0 = eta;
  for (const [at, factor] of beta.entries()) {
    const j = 2 * (at + 1);
    xi0 -= factor * Math.sin(j * xi) * Math.cosh(j * eta);
    eta0 -= factor * Math.cos(j * xi) * Math.sinh(j * eta);
  }
  const chi = Math.asin(Math.sin(xi0) / Math.cosh(eta0));
  const phi = delta.reduce((sum, factor, at) => sum + factor * Math.sin(2 * (at + 1) * chi), chi);
  const turn = Math.atan2(Math.sinh(eta0), Math.cos(xi0));
  return { lat: (phi * 180) / Math.PI, lng: ((MERIDIAN + turn) * 180) / Math.PI };
}
