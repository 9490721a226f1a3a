import {
  AgentChatView,
  ChatColleague,
  ChatOffers,
  ChatRow,
  type HandOnChatBody,
  Typing,
} from '@1999/chat/contract';
import { api, session, toast, useErrorSentence, useLiveQuery, useUser } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

/** How often is looked whether the citizen types, in ms. */
const TYPING_EVERY_MS = 2_000;

/** My chats as the server has them: those that go on and those to be wrapped up, the oldest first. */
export function useMyChats() {
  const { id, role } = useUser();
  return useLiveQuery({
    queryKey: ['chats'],
    enabled: role === 'agent',
    queryFn: async ({ signal }) =>
      (await api.get('/api/chats', { schema: z.array(ChatRow), signal })).toReversed(),
    topics: [`agent:${id}`],
    on: ['chat.*'],
  });
}

/** The chat that rings at my place, or null. */
export function useChatOffer() {
  const { id, role } = useUser();
  return useLiveQuery({
    queryKey: ['chat-offer'],
    enabled: role === 'agent',
    queryFn: async ({ signal }) =>
      (await api.get('/api/chats/offers', { schema: ChatOffers, signal }))[0] ?? null,
    topics: [`agent:${id}`],
    on: ['queueEntry.*', 'chat.*', 'agent.stateChanged'],
  });
}

/** One of my chats with all that was said; what is fetched counts as seen. */
export function useChat(chatId: string) {
  const { id } = useUser();
  const queries = useQueryClient();
  return useLiveQuery({
    queryKey: ['chat', chatId],
    // While it was not in front nobody listened: what is kept of it may be old.
    refetchOnMount: 'always',
    queryFn: async ({ signal }) => {
      const view = await api.get(`/api/chats/${chatId}`, { schema: AgentChatView, signal });
      queries.setQueryData<ChatRow[]>(['chats'], (rows) =>
        rows?.map((row) => (row.chatId === chatId ? { ...row, unseen: 0 } : row)),
      );
      return view;
    },
    topics: [`agent:${id}`],
    on: (event) => event.subjectId === chatId,
  });
}

/** Whether the citizen types just now. */
export function useCitizenTypes(chatId: string, isLive: boolean): boolean {
  const typing = useQuery({
    queryKey: ['chat', chatId, 'typing'],
    enabled: isLive,
    refetchInterval: TYPING_EVERY_MS,
    queryFn: ({ signal }) => api.get(`/api/chats/${chatId}/typing`, { schema: Typing, signal }),
  });
  return isLive && (typing.data?.citizen ?? false);
}

/** Tells the citizen that I type, or no longer do. Nobody minds when it does not arrive. */
export function tellTyping(chatId: string, typing: boolean): void {
  void api.put(`/api/chats/${chatId}/typing`, { body: { typing } }).catch(() => undefined);
}

/** To whom the chat may go, as it changes while somebody looks. */
export function useColleagues(chatId: string) {
  return useLiveQuery({
    queryKey: ['chat', chatId, 'colleagues'],
    staleTime: 0,
    topics: ['queue'],
    on: ['agent.stateChanged', 'queueEntry.*'],
    pace: 'calm',
    queryFn: ({ signal }) =>
      api.get(`/api/chats/${chatId}/colleagues`, { schema: z.array(ChatColleague), signal }),
  });
}

/** Does one thing with a chat, or with what rings, and looks again at what is true afterwards. */
export function useChatAction() {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const lookAgain = () =>
    Promise.all(
      [['chats'], ['chat-offer'], ['chat'], ['agent-state']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: HandOnChatBody }) =>
      api.post(path, { body }),
    onSuccess: lookAgain,
    onError: (error) => {
      toast(sentence(error), 'error');
      // Not waited for: without a network nothing comes, and one must be able to try again.
      void lookAgain();
    },
  });
}

/** Gets a photo of the report that the chat is in the middle of, with the sign-in. */
export const photoOf = (chatId: string) => async (id: string, signal: AbortSignal) => {
  const headers = { authorization: `Bearer ${session.token}` };
  const answer = await fetch(`/api/chats/${chatId}/photos/${id}`, { headers, signal });
  if (!answer.ok) throw new Error(`photo ${answer.status}`);
  return answer.blob();
};
