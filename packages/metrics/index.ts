import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { boardRoutes } from './http/board.ts';
import { board } from './queries/board.ts';

/** What changes the board's figures of chats; that something was said does not. */
const MOVES_OF_CHATS = [
  'chat.opened',
  'chat.handOverAsked',
  'chat.handOverWithdrawn',
  'chat.taken',
  'chat.requeued',
  'chat.handedOn',
  'chat.returnedToBot',
  'chat.ended',
];

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
      on: [
        'call.*',
        'queueEntry.*',
        'agent.*',
        'case.*',
        'order.*',
        'clock.*',
        'survey.*',
        ...MOVES_OF_CHATS,
      ],
      everyMs: 1_000,
      compute: board,
    },
  ],
};
