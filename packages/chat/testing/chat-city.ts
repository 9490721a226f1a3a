import { cases } from '@1999/cases';
import { chatbot } from '@1999/chatbot';
import type { BotReply } from '@1999/chatbot/contract';
import { directory } from '@1999/directory';
import { knowledge, search } from '@1999/knowledge';
import { messaging } from '@1999/messaging';
import { type Actor, type Config, seedCity } from '@1999/platform';
import { live } from '@1999/platform/live';
import {
  startTestApp,
  type TestAnswer,
  type TestApp,
  type TestClient,
} from '@1999/platform/testing';
import { routing } from '@1999/routing';
import type { ChatView } from '../contract.ts';
import { chat } from '../index.ts';

/** A citizen in a chat of their own. */
export interface Chatter extends TestClient {
  readonly id: string;
  readonly url: string;
  readonly ask: (text: string, headers?: Record<string, string>) => Promise<BotReply>;
  readonly post: (
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<TestAnswer>;
  readonly view: () => Promise<ChatView>;
}

/** The demo city with its knowledge and chats, for tests. */
export interface ChatCity extends TestApp {
  readonly chatter: (body?: object) => Promise<Chatter>;
}

export const chatModules = [live, messaging, directory, cases, routing, knowledge, chatbot, chat];

/** Starts the city; close it after the tests. */
export async function chatCity(
  options: { config?: Partial<Config>; log?: TestApp['app']['log'] } = {},
): Promise<ChatCity> {
  const city = await startTestApp({ modules: chatModules, ...options });
  await seedCity(city.app, chatModules);
  await city.settle();
  // The first search builds the index: no test should wait for it.
  await search(city.app, '停車');
  const nobody = city.as({ kind: 'public', id: null });
  return {
    ...city,
    chatter: async (body) => {
      const opened = await nobody.post('/api/chat/sessions', body);
      if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
      const { id } = opened.body as { id: string };
      const actor: Actor = { kind: 'capability', capability: 'chat', id };
      const client = city.as(actor);
      const url = `/api/chat/sessions/${id}`;
      const post: Chatter['post'] = (path, more, headers) =>
        client.post(`${url}${path}`, more, headers);
      return {
        ...client,
        id,
        url,
        post,
        ask: async (text, headers) => {
          const answer = await post('/messages', { text }, headers);
          if (answer.status !== 200)
            throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
          return answer.body as BotReply;
        },
        view: async () => (await client.get(url)).body as ChatView,
      };
    },
  };
}
