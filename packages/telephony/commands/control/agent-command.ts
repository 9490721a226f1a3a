import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { requireCapability } from '../../adapters/line.ts';
import { lines } from '../../adapters/lines.ts';
import { AgentCallCommand, type CommandAnswer } from '../../contract/call-control.ts';
import { callSnapshot } from '../../queries/call-snapshot.ts';
import { advanceCall } from '../advance-call.ts';
import { cancelConsult, completeConsult, joinConference, startConsult } from './consult.ts';
import { hold } from './hold.ts';
import { hangUp, kick } from './kick.ts';
import { mute } from './mute.ts';
import { invite } from './outside.ts';
import { agentsPart, type Part, partOf, partyNamed, tell } from './part.ts';
import { pauseRecording, startRecording, stopRecording } from './record.ts';
import { sendSms } from './send-sms.ts';
import { blindTransfer } from './transfer.ts';

/** What somebody who was only asked aside may do as well. */
const forEveryParty: ReadonlySet<AgentCallCommand['type']> = new Set(['mute', 'hangup']);

/**
 * Carries out what an agent means to do with the own call. @throws NotFound for a call of others;
 * Invalid `intent_not_supported`; Conflict with a code of docs/call-control.md.
 */
export const commandCall = command(
  'call.command',
  z.strictObject({ callId: Id, userId: Id, command: AgentCallCommand }),
  async (context, input): Promise<CommandAnswer> => {
    const { callId, userId, command: wanted } = input;
    const part = await partFor(context, input);
    requireCapability(lines[part.call.provider], wanted.type);
    await carryOut(part, wanted);
    return answer(context, callId, userId, wanted.commandId, part.me.id);
  },
);

/** Ending what is over already changes nothing, and is no mistake. */
function partFor(
  context: CommandContext,
  {
    callId,
    userId,
    command: { type },
  }: { callId: string; userId: string; command: AgentCallCommand },
): Promise<Part> {
  return forEveryParty.has(type)
    ? partOf(context, callId, userId)
    : agentsPart(context, callId, userId, type === 'endCall');
}

async function carryOut(part: Part, wanted: AgentCallCommand): Promise<unknown> {
  switch (wanted.type) {
    case 'hold':
      return hold(part, true);
    case 'resume':
      return hold(part, false);
    case 'mute': {
      const other = wanted.partyId !== undefined && wanted.partyId !== part.me.id;
      return mute(part, other ? partyNamed(part, wanted.partyId ?? '') : part.me, wanted.muted);
    }
    case 'playPrompt':
      await lines[part.call.provider].play(part.context, part.call, wanted.prompt);
      return tell(part, 'call.promptPlayed', { prompt: wanted.prompt });
    case 'blindTransfer':
      return blindTransfer(part, wanted.to);
    case 'consultStart':
      return startConsult(part, wanted.with);
    case 'consultComplete':
      return completeConsult(part);
    case 'consultCancel':
      return cancelConsult(part);
    case 'conference':
      return joinConference(part);
    case 'addExternal':
      return invite(part, wanted.to, false);
    case 'kick':
      return kick(part, wanted.partyId);
    case 'recordStart':
      return startRecording(part);
    case 'recordPause':
      return pauseRecording(part, true);
    case 'recordResume':
      return pauseRecording(part, false);
    case 'recordStop':
      return stopRecording(part);
    case 'sendSms':
      return sendSms(part, wanted.text);
    case 'hangup':
      return hangUp(part);
    case 'endCall':
      return advanceCall(part.context, part.call, {
        type: 'hungUp',
        how: 'hangUp',
        by: 'agent',
      });
  }
}

/** The call as it stands after a command, inside its transaction. */
export async function answer(
  context: CommandContext,
  callId: string,
  ownerId: string | null,
  commandId: string,
  partyId: string | null,
): Promise<CommandAnswer> {
  await context.writeNow();
  return { commandId, partyId, call: await callSnapshot(context.tx, callId, ownerId) };
}
