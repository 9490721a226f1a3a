import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { requireCapability } from '../../adapters/line.ts';
import { lines } from '../../adapters/lines.ts';
import { type CommandAnswer, SupervisorCallCommand } from '../../contract/call-control.ts';
import { advanceCall } from '../advance-call.ts';
import { answer } from './agent-command.ts';
import { kick } from './kick.ts';
import {
  ownParty,
  type Supervised,
  stopSupervising,
  supervise,
  supervised,
  takeOver,
} from './supervise.ts';

/** Carries out what a supervisor means to do with any call. @throws as commandCall. */
export const superviseCall = command(
  'call.supervise',
  z.strictObject({ callId: Id, userId: Id, command: SupervisorCallCommand }),
  async (context, input): Promise<CommandAnswer> => {
    const { callId, userId, command: wanted } = input;
    const call = await supervised(context, callId, userId);
    requireCapability(lines[call.call.provider], wanted.type);
    const partyId = (await carryOut(call, wanted)) ?? ownParty(call)?.id ?? null;
    return answer(context, callId, null, wanted.commandId, partyId);
  },
);

/** Returns the supervisor's party where the command made or changed it. */
async function carryOut(on: Supervised, wanted: SupervisorCallCommand): Promise<string | null> {
  switch (wanted.type) {
    case 'monitor':
    case 'whisper':
    case 'barge':
      return (await supervise(on, wanted.type)).id;
    case 'takeover':
      return (await takeOver(on)).id;
    case 'kick':
      await kick(on, wanted.partyId);
      return null;
    case 'hangup':
      await stopSupervising(on);
      return null;
    case 'endCall':
      await advanceCall(on.context, on.call, {
        type: 'hungUp',
        how: 'hangUp',
        by: 'agent',
      });
      return null;
  }
}
