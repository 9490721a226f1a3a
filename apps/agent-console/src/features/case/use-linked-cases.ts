import { type CaseBrief, CitizenHistory, FoundCases } from '@1999/cases/contract';
import { api, toast, useErrorSentence } from '@1999/web-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';

const linkedKey = (contactId: string) => ['contact', contactId, 'cases'];

/** The cases this call or chat has been said to be about. */
export function useLinkedCases(contactId: string) {
  return useQuery({
    queryKey: linkedKey(contactId),
    queryFn: ({ signal }) =>
      api.get(`/api/contacts/${contactId}/cases`, { schema: FoundCases, signal }),
  });
}

/** The citizen's open cases from before this contact. */
export function useOpenCases(citizenId: string): CaseBrief[] {
  const history = useQuery({
    queryKey: ['citizen', citizenId],
    queryFn: ({ signal }) =>
      api.get(`/api/citizens/${citizenId}/history`, { schema: CitizenHistory, signal }),
  });
  return (history.data?.cases ?? []).filter(({ state }) => state === 'open');
}

/** The case of a number, as soon as one is asked for. */
export function useFoundCases(number: string) {
  const sentence = useErrorSentence();
  const { data, error, isFetching } = useQuery({
    queryKey: ['cases', 'number', number],
    enabled: number !== '',
    queryFn: ({ signal }) =>
      api.get(`/api/cases?${new URLSearchParams({ number })}`, { schema: FoundCases, signal }),
  });
  return { cases: data, error: error ? sentence(error) : null, isFetching };
}

/** Attaches a case, or takes it off again; `said` is what came of it. */
export function useLinkCase(contactId: string) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const [isPending, setPending] = useState(false);
  const [said, say] = useState('');
  const run = async (change: () => Promise<unknown>, done: string) => {
    setPending(true);
    try {
      await change();
      await queries.invalidateQueries({ queryKey: linkedKey(contactId) });
      say(done);
    } catch (error) {
      toast(sentence(error), 'error');
    } finally {
      setPending(false);
    }
  };
  const url = `/api/contacts/${contactId}/cases`;
  return {
    isPending,
    said,
    attach: ({ id, number }: CaseBrief) =>
      run(() => api.post(url, { body: { caseId: id } }), t('linked.attached', { number })),
    detach: ({ id, number }: CaseBrief) =>
      run(() => api.del(`${url}/${id}`), t('linked.detached', { number })),
  };
}
