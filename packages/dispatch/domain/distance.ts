export interface Point {
  readonly lat: number;
  readonly lng: number;
}

const EARTH_RADIUS_M = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two points along the ground (haversine; WGS 84 in, error under 0.5 %). */
export function metresBetween(a: Point, b: Point): number {
  const lat = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const lng = Math.sin(radians(b.lng - a.lng) / 2) ** 2;
  const h = lat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * lng;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h));
}

/** The corners of a square around `centre` that holds every point within `metres` of it. */
export function squareAround(centre: Point, metres: number): { low: Point; high: Point } {
  const dLat = ((metres / EARTH_RADIUS_M) * 180) / Math.PI + 1e-6;
  const dLng = dLat / Math.cos(radians(centre.lat));
  return {
    low: { lat: centre.lat - dLat, lng: centre.lng - dLng },
    high: { lat: centre.lat + dLat, lng: centre.lng + dLng },
  };
}
