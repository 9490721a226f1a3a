import { FaqSearchAnswer, FaqTexted, FaqView } from '@1999/knowledge/contract';
import { api, toast, useErrorSentence } from '@1999/web-kit';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useT } from '../../messages/index.ts';

/** What the knowledge base has for the words typed so far. */
export function useFound(q: string) {
  return useQuery({
    queryKey: ['faq', 'search', q],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get(`/api/faq/search?${new URLSearchParams({ q, limit: '6' })}`, {
        schema: FaqSearchAnswer,
        signal,
      }),
  });
}

/** One entry, once it is opened. */
export function useEntry(faqId: string) {
  return useQuery({
    queryKey: ['faq', 'entry', faqId],
    queryFn: ({ signal }) =>
      api.get(`/api/faq/${encodeURIComponent(faqId)}`, { schema: FaqView, signal }),
  });
}

/** Sends an entry's excerpt and link to the caller of my call, once a call however often it is pressed. */
export function useTextToCaller(callId: string | undefined) {
  const t = useT();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: (faqId: string) =>
      api.post(`/api/calls/${callId}/faq-texts`, {
        body: { faqId },
        schema: FaqTexted,
        idempotencyKey: `${callId}.${faqId}`,
      }),
    onSuccess: ({ phone }) => toast(t('knowledge.texted', { phone })),
    onError: (error) => toast(sentence(error), 'error'),
  });
}
