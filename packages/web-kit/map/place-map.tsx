import { lazy, Suspense } from 'react';
import { LoadingState } from '../components/states.tsx';
import type { LeafletMapProps } from './leaflet-map.tsx';

const LeafletMap = lazy(() => import('./leaflet-map.tsx'));

/**
 * A map of the city's districts to choose or show a place; loaded when it is first shown. Choosing
 * works by pointer and by arrow keys; offer district and address fields beside it all the same.
 */
export function PlaceMap(props: LeafletMapProps) {
  return (
    <Suspense fallback={<LoadingState />}>
      <LeafletMap {...props} />
    </Suspense>
  );
}
