import { CallOfferAnswer, CurrentCallAnswer, WrapUpCode } from '@1999/telephony/contract';
import { api, toast, useErrorSentence, useLiveQuery, useUser } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

const CALL_EVENTS = ['call.*', 'queueEntry.*', 'agent.stateChanged'];

/** My call of this moment as the server has it, so that a reload finds it again. */
export function useCurrentCall() {
  const { id } = useUser();
  return useLiveQuery({
    queryKey: ['current-call'],
    queryFn: async ({ signal }) =>
      (await api.get('/api/calls/current', { schema: CurrentCallAnswer, signal })).call,
    topics: [`agent:${id}`],
    on: CALL_EVENTS,
  });
}

/** What rings at my place now, or null. */
export function useCurrentOffer() {
  const { id } = useUser();
  return useLiveQuery({
    queryKey: ['current-offer'],
    queryFn: async ({ signal }) =>
      (await api.get('/api/offers/current', { schema: CallOfferAnswer, signal })).offer,
    topics: [`agent:${id}`],
    on: CALL_EVENTS,
    pace: 'first',
  });
}

/** Posts one thing about a call and looks again at what is true afterwards. */
export function useCallAction() {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) =>
      api.post(path, { body: body ?? {} }),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['current-call'] }),
        queries.invalidateQueries({ queryKey: ['current-offer'] }),
        queries.invalidateQueries({ queryKey: ['agent-state'] }),
      ]),
  });
}

/** The codes a finished call is filed under. */
export function useWrapUpCodes() {
  return useQuery({
    queryKey: ['wrap-up-codes'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get('/api/wrap-up-codes', { schema: z.array(WrapUpCode), signal }),
  });
}
