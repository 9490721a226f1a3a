import { HandoverNote, MyRoster } from '@1999/routing/contract';
import { api, useLiveQuery, useUser } from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

/** My shifts and leave of the next two weeks. */
export function useMyRoster() {
  const { id } = useUser();
  return useLiveQuery({
    queryKey: ['my-roster'],
    queryFn: ({ signal }) => api.get('/api/roster/me', { schema: MyRoster, signal }),
    topics: [`agent:${id}`],
    on: ['shift.*', 'leave.*'],
  });
}

/** What the shifts before left for this one. */
export function useHandoverNotes() {
  return useLiveQuery({
    queryKey: ['handover-notes'],
    queryFn: ({ signal }) =>
      api.get('/api/handover-notes', { schema: z.array(HandoverNote), signal }),
    topics: ['queue'],
    on: ['handover.*'],
  });
}

/** Acknowledges a note, or leaves one. */
export function useHandover() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['handover-notes'] });
  return {
    acknowledge: useMutation({
      mutationFn: (noteId: string) => api.post(`/api/handover-notes/${noteId}/acknowledgement`),
      onSettled,
    }),
    write: useMutation({
      mutationFn: (note: { words: string; urgent: boolean }) =>
        api.post('/api/handover-notes', { body: note }),
      onSettled,
    }),
  };
}
