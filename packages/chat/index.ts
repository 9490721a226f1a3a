import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { agentRoutes } from './http/agent.ts';
import { citizenRoutes } from './http/citizen.ts';
import { reportRoutes } from './http/report.ts';
import { live, topics } from './live.ts';
import { seedReference } from './seed/seed-reference.ts';
import { forgetChats } from './sweeps/forget-chats.ts';
import { idleChats } from './sweeps/idle-chats.ts';

/** Text conversations: citizen, bot and agent are participants. */
export const chat: Module = {
  name: 'chat',
  access,
  routes: async (server, app) => {
    citizenRoutes(server, app);
    agentRoutes(server, app);
    await reportRoutes(server, app);
  },
  sweeps: [idleChats, forgetChats],
  live,
  topics,
  seedReference,
};
