import { AssistAnswer } from '@1999/knowledge/contract';
import { api, useSettled } from '@1999/web-kit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

const TYPING_PAUSE_MS = 600;
/** Fewer characters say nothing of a matter. */
const LEAST = 3;
const NOTHING: AssistAnswer = { types: [], entries: [] };

/** What may help with the words written so far; an error offers nothing and disturbs nobody. */
export function useAssist(written: string): AssistAnswer {
  const text = useSettled(written.trim().slice(0, 4000), TYPING_PAUSE_MS);
  const isEnough = text.length >= LEAST;
  const { data } = useQuery({
    queryKey: ['assist', text],
    enabled: isEnough,
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.post('/api/assist', { body: { text }, schema: AssistAnswer, signal }),
  });
  return isEnough && data ? data : NOTHING;
}
