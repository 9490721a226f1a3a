import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { journalHead } from '../journal/reader.ts';
import type { App } from '../module/app.ts';
import { missedChanges } from './missed.ts';
import { topicBook } from './topic-book.ts';
import { ChangesAnswer, ChangesQuery } from './wire.ts';

/**
 * `GET /api/changes?after=POSITION&topics=a,b`: what a socket would have told, for where sockets
 * cannot live. Each topic is authorised as on a socket; denied ones are named.
 */
export function changesRoute(server: FastifyInstance, app: App): void {
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/changes',
    config: { action: 'changes.read' },
    schema: {
      tags: ['live'],
      summary: 'Changes after a position',
      querystring: ChangesQuery,
      response: { 200: ChangesAnswer },
    },
    handler: async ({ query, caller }) => {
      const book = app.services.get(topicBook);
      const allowed = new Set<string>();
      const denied: string[] = [];
      for (const topic of new Set(query.topics)) {
        if (await book.allows(app, caller.actor, topic)) allowed.add(topic);
        else denied.push(topic);
      }
      const position = await journalHead(app);
      const after = query.after ?? position;
      if (after > position) return { position, changes: [], denied, resync: true };
      const missed = allowed.size === 0 ? [] : await missedChanges(app, after, position, allowed);
      const changes = (missed ?? []).map((change) => ({
        ...change,
        topics: change.topics.filter((topic) => allowed.has(topic)),
      }));
      return { position, changes, denied, resync: missed === null };
    },
  });
}
