import {
  BotReply,
  ChatView,
  FiledReport,
  type OpenedChat,
  type ReportBody,
  Typing,
} from '@1999/chat/contract';
import { ApiError, createApi, useLiveQuery } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';

/** How often is looked whether the other side types, in ms. */
const TYPING_EVERY_MS = 2_000;
/** How often whoever waits is told the place, in ms: others leave the queue without a word here. */
const WAITING_EVERY_MS = 10_000;
/** An answer with a language model takes up to three seconds; then the line is slow. */
const ANSWER_TIMEOUT_MS = 30_000;

/** The chat's own client, by its token. */
export function useChatApi(chat: OpenedChat) {
  return useMemo(() => createApi({ current: () => chat.token }), [chat.token]);
}
type Api = ReturnType<typeof createApi>;

/** A chat as it stands, fetched again whenever something is said in it, and what may be done. */
export function useChat(chat: OpenedChat, api: Api) {
  const path = `/api/chat/sessions/${chat.id}`;
  const view = useLiveQuery({
    queryKey: ['chat', chat.id],
    topics: [`chat:${chat.id}`],
    queryFn: ({ signal }) => api.get(path, { schema: ChatView, signal }),
    refetchInterval: ({ state }) => state.data?.state === 'waiting' && WAITING_EVERY_MS,
  });
  const again = async <R>(done: Promise<R>): Promise<R> => {
    const result = await done;
    await view.refetch();
    return result;
  };
  return {
    view,
    /** The chat is over for its server: the token has ended, or it was forgotten. */
    gone: view.error instanceof ApiError && [401, 404].includes(view.error.status),
    /** `onReply` hears the answer at once, before the transcript has it. */
    say: (text: string, idempotencyKey: string, onReply: (reply: BotReply) => void) =>
      again(
        api
          .post(`${path}/messages`, {
            body: { text },
            schema: BotReply,
            idempotencyKey,
            timeoutMs: ANSWER_TIMEOUT_MS,
          })
          .then((reply) => {
            onReply(reply);
            return reply;
          }),
      ),
    rate: (messageId: string, thumb: 'up' | 'down' | null) =>
      again(api.put(`${path}/messages/${messageId}/rating`, { body: { thumb } })),
    askForPerson: () => again(api.post(`${path}/hand-over`)),
    backToBot: () => again(api.del(`${path}/hand-over`)),
    leaveNumber: (body: { phone: string; name?: string; about?: string }) =>
      again(api.post(`${path}/call-back`, { body, schema: FiledReport })),
    draft: (body: z.input<typeof ReportBody>) => again(api.put(`${path}/report`, { body })),
    dropReport: () => again(api.del(`${path}/report`)),
    addPhoto: (photo: File) => {
      const body = new FormData();
      body.append('file', photo);
      return again(api.post(`${path}/report/photos`, { body, timeoutMs: 60_000 }));
    },
    dropPhoto: (id: string) => again(api.del(`${path}/report/photos/${id}`)),
    loadPhoto: async (id: string, signal: AbortSignal) => {
      const headers = { authorization: `Bearer ${chat.token}` };
      const answer = await fetch(`${path}/report/photos/${id}`, { headers, signal });
      if (!answer.ok) throw new Error(`photo ${answer.status}`);
      return answer.blob();
    },
    confirm: () => again(api.post(`${path}/report/confirmation`, { schema: FiledReport })),
    typing: (typing: boolean) => api.put(`${path}/typing`, { body: { typing } }).catch(() => {}),
    end: () => again(api.post(`${path}/end`)),
    forget: () => api.del(path),
  };
}
export type Chat = ReturnType<typeof useChat>;

/** Whether the agent types; looked at only while one is in the chat. */
export function useAgentTypes(chat: OpenedChat, api: Api, isLive: boolean): boolean {
  const typing = useQuery({
    queryKey: ['chat', chat.id, 'typing'],
    enabled: isLive,
    refetchInterval: TYPING_EVERY_MS,
    queryFn: ({ signal }) =>
      api.get(`/api/chat/sessions/${chat.id}/typing`, { schema: Typing, signal }),
  });
  return isLive && (typing.data?.agent ?? false);
}
