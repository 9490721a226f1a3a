import type { MediaCommand } from '@1999/telephony/contract/media';
import type { Call } from './call.ts';
import * as routing from './domain/routing-table.ts';
import { Refusal } from './errors.ts';

/** Carries out one command on a living call. @throws Refusal, and then nothing has changed. */
export async function applyCommand(call: Call, command: MediaCommand): Promise<void> {
  switch (command.type) {
    case 'bridge': {
      const [a, b] = pairOf(call, command.legs);
      call.stopPlaying(a, 'stopped');
      call.stopPlaying(b, 'stopped');
      return routing.bridge(call.table, a, b);
    }
    case 'unbridge':
      return routing.unbridge(call.table, ...command.legs);
    case 'link':
      pairOf(call, [command.from, command.to], ['from', 'to']);
      return routing.link(call.table, command.from, command.to, command.track);
    case 'unlink':
      return routing.unlink(call.table, command.from, command.to);
    case 'arrange':
      for (const leg of command.quiet) call.stopPlaying(leg, 'stopped');
      return routing.arrange(call.table, command.hears);
    case 'play': {
      const { id, prompts, language, loop, until } = command;
      call.leg(command.leg, 'leg');
      const list = await call.readyToPlay(prompts, language);
      // The leg may have gone while a sound was fetched.
      return call.play(id, call.leg(command.leg, 'leg'), list, { loop, until });
    }
    case 'stop':
      return call.stopPlaying(command.leg, 'stopped');
    case 'mute':
      call.leg(command.leg, 'leg').muted = command.muted;
      return;
    case 'record': {
      const legs = command.legs.map((id, index) => call.leg(id, `legs.${index}`));
      return call.record(command.recordingId, legs);
    }
    case 'pauseRecording':
      return call.pauseRecording(command.recordingId, command.paused);
    case 'stopRecording':
      return call.stopRecording(command.recordingId);
    case 'hangup': {
      if (command.leg === undefined) return call.end('hangup');
      const leg = call.legs.get(command.leg);
      if (leg) call.closeLeg(leg, 'hangup');
      return;
    }
  }
}

function pairOf(call: Call, legs: [string, string], fields = ['legs.0', 'legs.1']) {
  const [a, b] = legs;
  if (a === b) throw new Refusal(400, 'same_leg', 'a leg cannot hear itself', fields[1]);
  call.leg(a, fields[0] as string);
  call.leg(b, fields[1] as string);
  return [a, b] as const;
}
