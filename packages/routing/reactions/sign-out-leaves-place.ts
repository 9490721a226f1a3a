import { SessionRevoked } from '@1999/directory/contract';
import type { Reaction } from '@1999/platform';
import { takeAgentOffline } from '../commands/take-agent-offline.ts';

/** Whoever signs out, or is signed out, takes no more calls. */
export const signOutLeavesPlace: Reaction = {
  name: 'routing.signOutLeavesPlace',
  on: ['session.revoked'],
  react: async (context, event) => {
    const { userId } = SessionRevoked.parse(event.payload);
    await takeAgentOffline.within(context, { agentId: userId, reason: 'signedOut' });
  },
};
