import {
  type AgentCallCommand,
  CallControlSnapshot,
  CommandAnswer,
  TransferTargets,
} from '@1999/telephony/contract/call-control';
import { api, toast, useErrorSentence, useLiveQuery, useUser } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

/** A command as a button means it; its id is made when it is sent. */
type Meant<Command> = Command extends { commandId: string } ? Omit<Command, 'commandId'> : never;
export type CallCommand = Meant<AgentCallCommand>;

/** Who is in my call and what can be done with it, as the server has it. */
export function useCallSnapshot(callId: string | undefined) {
  const { id } = useUser();
  return useLiveQuery({
    queryKey: ['call-snapshot', callId],
    enabled: callId !== undefined,
    queryFn: ({ signal }) =>
      api.get(`/api/calls/${callId}/snapshot`, { schema: CallControlSnapshot, signal }),
    topics: [`agent:${id}`],
    on: ['call.*'],
  });
}

/** Does one thing with the call and looks again at what is true afterwards. */
export function useCallCommand(callId: string) {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: (command: CallCommand) =>
      api.post(`/api/calls/${callId}/commands`, {
        body: { commandId: crypto.randomUUID(), ...command },
        schema: CommandAnswer,
      }),
    onSuccess: ({ call }) => queries.setQueryData(['call-snapshot', callId], call),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () =>
      Promise.all(
        [['current-call'], ['agent-state'], ['call-snapshot', callId]].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Whom a caller can be handed to just now; read while the dialog is open. */
export function useTransferTargets(isOpen: boolean) {
  return useQuery({
    queryKey: ['transfer-targets'],
    enabled: isOpen,
    staleTime: 0,
    queryFn: ({ signal }) => api.get('/api/transfer-targets', { schema: TransferTargets, signal }),
  });
}
