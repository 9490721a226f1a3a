/** Maps and districts: apart from the kit's main door, so that only apps with a map carry it. */
export { boundaries, districtAt } from './boundaries.ts';
export type { Marker, Place } from './city-map.ts';
export { type District, districtChoices, districtNamed, districts } from './districts.ts';
export { PlaceMap } from './place-map.tsx';
export { readPlace, type TypedPlace } from './read-place.ts';
export { fromTwd97, type Twd97, toTwd97 } from './twd97.ts';
export { villagesOf } from './villages.ts';
