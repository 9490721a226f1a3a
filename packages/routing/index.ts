import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { forecastRoutes } from './http/forecast.ts';
import { helpRoutes } from './http/help.ts';
import { rosterRoutes } from './http/roster.ts';
import { routingRoutes } from './http/routing.ts';
import { live, topics } from './live.ts';
import { signOutLeavesPlace } from './reactions/sign-out-leaves-place.ts';
import { longWaits } from './sweeps/long-waits.ts';
import { lostAgents } from './sweeps/lost-agents.ts';
import { ringTimeOut } from './sweeps/ring-time-out.ts';
import { wrapUpOver } from './sweeps/wrap-up-over.ts';

export { acceptOffer } from './commands/accept-offer.ts';
export { declineOffer } from './commands/decline-offer.ts';
export { enqueueEntry } from './commands/enqueue-entry.ts';
export { finishEntry } from './commands/finish-entry.ts';
export { handOnEntry } from './commands/hand-on-entry.ts';
export { leaveQueue } from './commands/leave-queue.ts';
export { raiseEntry } from './commands/raise-entry.ts';
export { setAgentState } from './commands/set-agent-state.ts';
export { agentOf } from './queries/agent-of.ts';
export { agentsAtWork } from './queries/agents-at-work.ts';
export { agentNow, agentsNow } from './queries/agents-now.ts';
export { currentOffer } from './queries/current-offer.ts';
export { holderOf } from './queries/holder-of.ts';
export { liveQueue } from './queries/live-queue.ts';
export { queuePosition } from './queries/queue-position.ts';
export { textTakers } from './queries/text-takers.ts';
export { waitingCounts } from './queries/waiting-counts.ts';

/** Queues, agent presence and offers, for any channel. */
export const routing: Module = {
  name: 'routing',
  access,
  routes: (server, app) => {
    routingRoutes(server, app);
    rosterRoutes(server, app);
    forecastRoutes(server, app);
    helpRoutes(server, app);
  },
  reactions: [signOutLeavesPlace],
  sweeps: [ringTimeOut, lostAgents, wrapUpOver, longWaits],
  live,
  topics,
};
