import {
  FaqContent,
  FaqEntriesAnswer,
  type FaqEntriesQuery,
  FaqEntryView,
  FaqEvents,
  FaqFacets,
  FaqWordEvents,
} from '@1999/knowledge/contract';
import { api, toast, useErrorSentence, useLiveQuery } from '@1999/web-kit';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

const TOPICS = ['knowledge'];
/** A thumb up or down changes no list. */
const ON = [...FaqEvents, 'faq.reviewDue', 'faq.given'];

/** How many entries stand on a page of the list. */
export const PAGE_SIZE = 50;

/** The list's filters; what is left out does not filter. */
export type Filters = Partial<Omit<FaqEntriesQuery, 'limit' | 'offset'>>;

/** A page of the editor's list, as it changes. */
export function useEntries(filters: Filters, page: number) {
  const query = new URLSearchParams({
    ...filters,
    limit: String(PAGE_SIZE),
    offset: String(page * PAGE_SIZE),
  });
  return useLiveQuery({
    queryKey: ['knowledge', 'entries', String(query)],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get(`/api/faq-entries?${query}`, { schema: FaqEntriesAnswer, signal }),
    topics: TOPICS,
    on: ON,
  });
}

/** What the list can be filtered by, and what waits for me. */
export function useFacets() {
  return useLiveQuery({
    queryKey: ['knowledge', 'facets'],
    queryFn: ({ signal }) => api.get('/api/faq-facets', { schema: FaqFacets, signal }),
    topics: TOPICS,
    on: [...ON, ...FaqWordEvents],
  });
}

/** One entry, as it changes under somebody else's hands. */
export function useEntry(id: string) {
  return useLiveQuery({
    queryKey: ['knowledge', 'entry', id],
    queryFn: ({ signal }) => api.get(pathOf(id), { schema: FaqEntryView, signal }),
    topics: TOPICS,
    on: ON,
  });
}

/** The words of one version; they never change. */
export function useVersion(id: string, version: number | undefined) {
  return useQuery({
    queryKey: ['knowledge', 'version', id, version],
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => versionOf(id, version ?? 1, signal),
  });
}

/** Fetches the words of one version. */
export function versionOf(id: string, version: number, signal?: AbortSignal): Promise<FaqContent> {
  const path = `${pathOf(id)}/versions/${version}`;
  return api.get(path, { schema: FaqContent, ...(signal ? { signal } : {}) });
}

/** Moves an entry on; says what was done, or why it was not. */
export function useEntryStep(id: string) {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: ({ step }: { step: 'submission' | 'publication' | 'withdrawal'; done: string }) =>
      api.post(`${pathOf(id)}/${step}`),
    onSuccess: (_, { done }) => toast(done),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['knowledge'] }),
  });
}

/** The API's path of an entry. */
export function pathOf(id: string): string {
  return `/api/faq-entries/${encodeURIComponent(id)}`;
}

/** What a write answers. */
export const Written = z.object({ id: z.string(), version: z.number() });
