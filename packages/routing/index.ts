import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { routingRoutes } from './http/routing.ts';
import { live, topics } from './live.ts';
import { signOutLeavesPlace } from './reactions/sign-out-leaves-place.ts';
import { lostAgents } from './sweeps/lost-agents.ts';
import { ringTimeOut } from './sweeps/ring-time-out.ts';

export { acceptOffer } from './commands/accept-offer.ts';
export { declineOffer } from './commands/decline-offer.ts';
export { enqueueEntry } from './commands/enqueue-entry.ts';
export { finishEntry } from './commands/finish-entry.ts';
export { leaveQueue } from './commands/leave-queue.ts';
export { setAgentState } from './commands/set-agent-state.ts';
export { agentNow, agentsNow } from './queries/agents-now.ts';
export { currentOffer } from './queries/current-offer.ts';
export { liveQueue } from './queries/live-queue.ts';
export { queuePosition } from './queries/queue-position.ts';
export { waitingCount } from './queries/waiting-count.ts';

/** Queues, agent presence and offers, for any channel. */
export const routing: Module = {
  name: 'routing',
  access,
  routes: routingRoutes,
  reactions: [signOutLeavesPlace],
  sweeps: [ringTimeOut, lostAgents],
  live,
  topics,
};
