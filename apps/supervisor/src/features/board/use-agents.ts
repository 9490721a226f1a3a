import { AgentPresence } from '@1999/routing/contract';
import { api, toast, useErrorSentence, useLiveQuery } from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

/** Each agent's state with the call they are in, by the agent's id. */
export function useAgents(): ReadonlyMap<string, AgentPresence> {
  const { data = [] } = useLiveQuery({
    queryKey: ['agents'],
    queryFn: ({ signal }) => api.get('/api/agents', { schema: z.array(AgentPresence), signal }),
    topics: ['queue'],
    on: ['agent.*', 'queueEntry.*'],
    pace: 'calm',
  });
  return new Map(data.map((agent) => [agent.agentId, agent]));
}

/** Ends an agent's wrap-up or pause. */
export function useReleaseAgent() {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: (agentId: string) =>
      api.post(`/api/agents/${agentId}/release`, { body: { to: 'ready' }, schema: AgentPresence }),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['agents'] }),
  });
}
