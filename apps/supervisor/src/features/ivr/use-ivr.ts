import {
  FlowPreview,
  FlowVersion,
  IncidentAnswer,
  type IvrFlow,
  NuisanceEntry,
} from '@1999/telephony/contract/ivr';
import { SoundView } from '@1999/telephony/contract/sound';
import { api, useLiveQuery } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

const live = { topics: ['ivr'], on: ['ivr.*', 'nuisance.*'] };

/** Every version of the call flow, newest first. */
export function useFlowVersions() {
  return useLiveQuery({
    queryKey: ['ivr-flows'],
    queryFn: ({ signal }) => api.get('/api/ivr/flows', { schema: z.array(FlowVersion), signal }),
    ...live,
  });
}

/** The incident mode that is on, or null. */
export function useIncident() {
  return useLiveQuery({
    queryKey: ['ivr-incident'],
    queryFn: async ({ signal }) =>
      (await api.get('/api/ivr/incident', { schema: IncidentAnswer, signal })).incident,
    ...live,
  });
}

/** The nuisance list with its past. */
export function useNuisances() {
  return useLiveQuery({
    queryKey: ['nuisance'],
    queryFn: ({ signal }) => api.get('/api/nuisance', { schema: z.array(NuisanceEntry), signal }),
    ...live,
  });
}

/** What a caller of this draft hears who presses these keys, and what is wrong with it. */
export function usePreview(flow: IvrFlow, keys: readonly string[], facts: object) {
  return useQuery<FlowPreview>({
    queryKey: ['ivr-preview', flow, keys, facts],
    placeholderData: (before) => before,
    queryFn: ({ signal }) =>
      api.post('/api/ivr/preview', { body: { flow, keys, facts }, schema: FlowPreview, signal }),
  });
}

/** Sending and preparing a minute of sound takes its time, in ms. */
const UPLOAD_MS = 120_000;

/** What is known of an uploaded sound; it never changes. */
export function useSound(soundId: string) {
  return useQuery({
    queryKey: ['ivr-sound', soundId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get(`/api/ivr/sounds/${soundId}`, { schema: SoundView, signal }),
  });
}

/** Uploads a recorded file. @throws ApiError saying what is wrong with it. */
export function uploadSound(file: File): Promise<SoundView> {
  const body = new FormData();
  body.append('file', file);
  return api.post('/api/ivr/sounds', { body, schema: SoundView, timeoutMs: UPLOAD_MS });
}

/** A sound as a telephone plays it. */
export function soundFile(soundId: string): Promise<Blob> {
  return api.file(`/api/ivr/sounds/${soundId}/audio`);
}
