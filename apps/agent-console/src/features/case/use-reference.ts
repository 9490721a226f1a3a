import { MatterType, Script } from '@1999/cases/contract';
import { NearbyOrder, Preview } from '@1999/dispatch/contract';
import { api, useLiveQuery } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

/** The types of matter, with their own questions. */
export function useMatterTypes() {
  return useQuery({
    queryKey: ['matter-types'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get('/api/matter-types', { schema: z.array(MatterType), signal }),
  });
}

/** What to say and ask, by type and in a crisis. */
export function useScripts() {
  return useQuery({
    queryKey: ['scripts'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get('/api/scripts', { schema: z.array(Script), signal }),
  });
}

/** Who would get the order, and by when, if it were issued now. */
export function usePreview(
  typeCode: string | null,
  district: string | null,
  roadWidthM: number | null,
) {
  const query = new URLSearchParams({
    ...(typeCode ? { typeCode } : {}),
    ...(district ? { districtCode: district } : {}),
    ...(roadWidthM ? { roadWidthM: String(roadWidthM) } : {}),
  });
  return useQuery({
    queryKey: ['preview', typeCode, district, roadWidthM],
    enabled: typeCode !== null,
    queryFn: ({ signal }) => api.get(`/api/dispatch/preview?${query}`, { schema: Preview, signal }),
  });
}

/** Open orders close to a place: by the point when there is one, else by the district. */
export function useNearbyOrders(place: {
  district: string | null;
  point: { lat: number; lng: number } | null;
}) {
  const { district, point } = place;
  const query = point
    ? `lat=${point.lat}&lng=${point.lng}`
    : `districtCode=${encodeURIComponent(district ?? '')}`;
  return useLiveQuery({
    queryKey: ['nearby', query],
    enabled: point !== null || district !== null,
    queryFn: ({ signal }) =>
      api.get(`/api/orders/nearby?${query}`, { schema: z.array(NearbyOrder), signal }),
    topics: ['orders'],
    on: ['order.*'],
  });
}
