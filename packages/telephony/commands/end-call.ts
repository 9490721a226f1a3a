import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { lockAgentsCall } from '../io/lock-call.ts';
import { advanceCall } from './advance-call.ts';

/** The agent ends the conversation; a second time changes nothing. @throws NotFound. */
export const endCall = command(
  'call.end',
  z.strictObject({ callId: Id, agentId: Id }),
  async (context, input) => {
    const row = await lockAgentsCall(context.tx, input.callId, input.agentId);
    const after = await advanceCall(context, row, { type: 'hungUp', how: 'hangUp' });
    return { state: after.state };
  },
);
