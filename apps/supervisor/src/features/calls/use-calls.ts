import { CallRow, type CallState } from '@1999/telephony/contract';
import {
  type ListeningPurpose,
  RecordingPolicy,
  RecordingView,
} from '@1999/telephony/contract/recording';
import { api, useLive, useLiveQuery } from '@1999/web-kit';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useAgentSkills } from '../roster/use-skills.ts';

const PAGE = 50;
const Rows = z.array(CallRow);

/** Calls, newest first, page after page; asked for again as calls change. */
export function useCalls(state: CallState | 'all') {
  const queries = useQueryClient();
  const queryKey = ['calls', state];
  useLive(['calls'], () => void queries.invalidateQueries({ queryKey }));
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (state !== 'all') query.set('state', state);
      if (pageParam) query.set('before', pageParam);
      return api.get(`/api/calls?${query}`, { schema: Rows, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.callId),
  });
}

/** The names of agents by their id. */
export function useAgentNames(): ReadonlyMap<string, string> {
  const { data = [] } = useAgentSkills();
  return new Map(data.map(({ userId, name }) => [userId, name]));
}

/** The recordings of one call. */
export function useRecordings(callId: string) {
  return useLiveQuery({
    queryKey: ['recordings', callId],
    queryFn: ({ signal }) =>
      api.get(`/api/calls/${callId}/recordings`, { schema: z.array(RecordingView), signal }),
    topics: ['calls'],
    on: ['recording.stored', 'recording.deleted', 'call.recordingStopped'],
  });
}

/** How long recordings are kept, and whether every call is recorded. */
export function useRecordingPolicy() {
  return useLiveQuery({
    queryKey: ['recording-policy'],
    queryFn: ({ signal }) => api.get('/api/recording-policy', { schema: RecordingPolicy, signal }),
    topics: ['calls'],
    on: ['recordingPolicy.set'],
  });
}

/** How long a recording of a long call may take to come, in ms. */
const FILE_MS = 120_000;

/** The sound of a recording's file; the journal keeps who listens and what for. */
export function soundOf(
  recordingId: string,
  partyId: string,
  purpose: ListeningPurpose,
): Promise<Blob> {
  const query = new URLSearchParams({ party: partyId, purpose });
  return api.file(`/api/recordings/${recordingId}/audio?${query}`, { timeoutMs: FILE_MS });
}
