import { Roster, SavedShift, type ShiftBody, ShiftPreview } from '@1999/routing/contract';
import { api, toast, useErrorSentence, useLiveQuery } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

/** Everybody's shifts and leave of a span of time, with what does not keep the rules of rest. */
export function useRoster(from: string, to: string) {
  return useLiveQuery({
    queryKey: ['roster', from, to],
    queryFn: ({ signal }) =>
      api.get(`/api/roster?from=${from}&to=${to}`, { schema: Roster, signal }),
    topics: ['roster'],
    on: ['shift.*', 'leave.*'],
  });
}

/** What a shift would not keep, before it is saved. */
export function useShiftPreview(shift: ShiftBody | null) {
  return useQuery({
    queryKey: ['shift-preview', shift],
    enabled: shift !== null,
    queryFn: ({ signal }) =>
      api.post('/api/roster/shifts/preview', { body: shift, schema: ShiftPreview, signal }),
  });
}

/** Puts a shift on the roster, or takes a shift or leave off it. */
export function useRosterChanges() {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const after = {
    onSettled: () => queries.invalidateQueries({ queryKey: ['roster'] }),
    onError: (error: Error) => toast(sentence(error), 'error'),
  };
  return {
    addShift: useMutation({
      mutationFn: (body: ShiftBody) => api.post('/api/roster/shifts', { body, schema: SavedShift }),
      onSettled: after.onSettled,
    }),
    removeShift: useMutation({
      mutationFn: (shiftId: string) => api.del(`/api/roster/shifts/${shiftId}`),
      ...after,
    }),
    addLeave: useMutation({
      mutationFn: (body: object) => api.post('/api/roster/leaves', { body }),
      onSettled: after.onSettled,
    }),
    removeLeave: useMutation({
      mutationFn: (leaveId: string) => api.del(`/api/roster/leaves/${leaveId}`),
      ...after,
    }),
  };
}
