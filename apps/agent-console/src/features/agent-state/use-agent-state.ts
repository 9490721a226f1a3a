import {
  AgentPresence,
  type ChosenState,
  SIGN_OF_LIFE_SECONDS,
  StateReason,
  WaitingCounts,
} from '@1999/routing/contract';
import { api, useLiveQuery, useUser } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';

/** My state as the server has it; it alone decides. */
export function useAgentState() {
  const { id } = useUser();
  return useLiveQuery({
    queryKey: ['agent-state'],
    queryFn: ({ signal }) => api.get('/api/agents/me/state', { schema: AgentPresence, signal }),
    topics: [`agent:${id}`],
    on: ['agent.stateChanged'],
  });
}

/** Asks the server for another state. */
export function useChooseState() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choice: { state: ChosenState; reason?: string }) =>
      api.put('/api/agents/me/state', { body: choice, schema: AgentPresence }),
    onSuccess: (presence) => queries.setQueryData(['agent-state'], presence),
  });
}

/** The reasons the city gives for each state. */
export function useStateReasons() {
  return useQuery({
    queryKey: ['state-reasons'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      api.get('/api/agent-state-reasons', { schema: z.array(StateReason), signal }),
  });
}

/** How many wait, as it changes. */
export function useWaitingCounts() {
  return useLiveQuery({
    queryKey: ['waiting-counts'],
    queryFn: ({ signal }) => api.get('/api/queue/counts', { schema: WaitingCounts, signal }),
    topics: ['queue'],
    on: ['queueEntry.*'],
    pace: 'calm',
  });
}

/** Tells the server that this console is alive, so that no call is offered to an empty chair. */
export function useSignOfLife(): void {
  useEffect(() => {
    // A missed beat is made good by the next; the connection banner tells of a longer break.
    const beat = () => void api.post('/api/agents/me/sign-of-life').catch(() => undefined);
    beat();
    const timer = setInterval(beat, SIGN_OF_LIFE_SECONDS * 1000);
    return () => clearInterval(timer);
  }, []);
}
