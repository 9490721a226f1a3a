import { BotQuestion } from '@1999/chatbot/contract';
import {
  FaqWordEvents,
  FaqWordHints,
  FaqWordsAnswer,
  type FaqWordsQuery,
  FaqWordTrial,
  WordMoved,
} from '@1999/knowledge/contract';
import { api, toast, useErrorSentence, useLiveQuery } from '@1999/web-kit';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../../messages/index.ts';
import { PAGE_SIZE } from '../use-knowledge.ts';
import type { WordDraft } from './word-draft.ts';

/** So many of the citizens' newest questions are asked again in a trial. */
const LATELY = 200;

/** The list's filters; what is left out does not filter. */
export type WordFilters = Partial<Pick<FaqWordsQuery, 'q' | 'state'>>;

/** A page of the city's own words, as they change. */
export function useWords(filters: WordFilters, page: number) {
  const query = new URLSearchParams({
    ...filters,
    limit: String(PAGE_SIZE),
    offset: String(page * PAGE_SIZE),
  });
  return useLiveQuery({
    queryKey: ['knowledge', 'words', String(query)],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get(`/api/faq-words?${query}`, { schema: FaqWordsAnswer, signal }),
    topics: ['knowledge'],
    on: FaqWordEvents,
  });
}

/** Moves a pair on; says what was done, or why it was not. */
export function useWordStep() {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: 'acceptance' | 'withdrawal' }) =>
      api.post(`/api/faq-words/${id}/${step}`, { schema: WordMoved }),
    onSuccess: (_, { step }) => toast(t(`words.${step}.done`)),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['knowledge'] }),
  });
}

/** What of these questions nobody knows, and the terms of the entry that is meant. */
export function useWordHints(questions: readonly string[], faqId: string | undefined) {
  return useQuery({
    queryKey: ['knowledge', 'word-hints', questions, faqId],
    enabled: questions.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.post('/api/faq-word-hints', {
        body: { questions, ...(faqId ? { faqId } : {}) },
        schema: FaqWordHints,
        signal,
      }),
  });
}

/**
 * What would be answered with the word, beside what is answered now; nothing is kept. `meant` are the
 * questions that the word is for: they count as no others.
 */
export function useWordTrial(question: string, draft: WordDraft | null, meant: readonly string[]) {
  const lately = useLately();
  return useQuery({
    queryKey: ['knowledge', 'word-trial', question, draft, lately.dataUpdatedAt],
    enabled: draft !== null && question !== '' && !lately.isPending,
    queryFn: ({ signal }) =>
      api.post('/api/faq-word-trial', {
        body: {
          question,
          ...draft,
          asked: (lately.data ?? []).filter((one) => !meant.includes(one)),
        },
        schema: FaqWordTrial,
        signal,
      }),
  });
}

/** What citizens asked of late. */
function useLately() {
  return useQuery({
    queryKey: ['insight', 'lately'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ kind: 'all', limit: String(LATELY) });
      const questions = await api.get(`/api/bot/questions?${query}`, {
        schema: z.array(BotQuestion),
        signal,
      });
      return questions.flatMap(({ question }) => question?.trim().slice(0, 500) || []);
    },
  });
}

/** The question in which a word was found. */
export function useAskedQuestion(id: string) {
  return useQuery({
    queryKey: ['insight', 'question', id],
    queryFn: ({ signal }) => api.get(`/api/bot/questions/${id}`, { schema: BotQuestion, signal }),
  });
}
