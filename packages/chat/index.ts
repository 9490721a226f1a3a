import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { agentRoutes } from './http/agent.ts';
import { citizenRoutes } from './http/citizen.ts';
import { handOnRoutes } from './http/hand-on.ts';
import { reportRoutes } from './http/report.ts';
import { settingsRoutes } from './http/settings.ts';
import { live, topics } from './live.ts';
import { agentGoneReturnsChat } from './reactions/agent-gone-returns-chat.ts';
import { caseOfContactIsNoted } from './reactions/case-of-contact-is-noted.ts';
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
    handOnRoutes(server, app);
    settingsRoutes(server, app);
    await reportRoutes(server, app);
  },
  reactions: [agentGoneReturnsChat, caseOfContactIsNoted],
  sweeps: [idleChats, forgetChats],
  live,
  topics,
  seedReference,
};
