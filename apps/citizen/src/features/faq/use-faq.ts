import {
  FaqCategories,
  FaqListAnswer,
  FaqSearchAnswer,
  FaqSuggestAnswer,
  FaqView,
} from '@1999/knowledge/contract';
import { createApi } from '@1999/web-kit';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';

/** Nobody signs in to read. */
export const api = createApi({ current: () => undefined });

const PAGE = 50;

/** What may complete what is being typed. */
export function useSuggestions(typed: string) {
  return useQuery({
    queryKey: ['faq', 'suggest', typed],
    enabled: typed !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get(`/api/faq/suggest?${new URLSearchParams({ q: typed })}`, {
        schema: FaqSuggestAnswer,
        signal,
      }),
  });
}

/** What answers a question, best first. */
export function useFaqSearch(q: string) {
  return useQuery({
    queryKey: ['faq', 'search', q],
    queryFn: ({ signal }) =>
      api.get(`/api/faq/search?${new URLSearchParams({ q })}`, { schema: FaqSearchAnswer, signal }),
  });
}

/** The categories, the fullest first. */
export function useCategories() {
  return useQuery({
    queryKey: ['faq', 'categories'],
    queryFn: ({ signal }) => api.get('/api/faq-categories', { schema: FaqCategories, signal }),
  });
}

/** The entries of a category, page by page. */
export function useCategory(category: string) {
  return useInfiniteQuery({
    queryKey: ['faq', 'category', category],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) => {
      const query = { category, limit: String(PAGE), offset: String(pageParam) };
      return api.get(`/api/faq?${new URLSearchParams(query)}`, { schema: FaqListAnswer, signal });
    },
    getNextPageParam: ({ total }, pages) =>
      pages.length * PAGE < total ? pages.length * PAGE : undefined,
  });
}

/** One entry. */
export function useFaqEntry(id: string) {
  return useQuery({
    queryKey: ['faq', 'entry', id],
    queryFn: ({ signal }) =>
      api.get(`/api/faq/${encodeURIComponent(id)}`, { schema: FaqView, signal }),
  });
}
