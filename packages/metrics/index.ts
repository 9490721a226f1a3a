import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { boardRoutes } from './http/board.ts';
import { board } from './queries/board.ts';

/** Read-only figures over what the other rooms keep. */
export const metrics: Module = {
  name: 'metrics',
  access,
  routes: boardRoutes,
  topics: {
    board: (_app, actor) =>
      actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
  },
  liveValues: [
    {
      topic: 'board',
      on: ['call.*', 'queueEntry.*', 'agent.*', 'case.*', 'order.*', 'clock.*', 'survey.*'],
      everyMs: 1_000,
      compute: board,
    },
  ],
};
