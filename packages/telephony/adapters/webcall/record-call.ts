import type { CommandContext } from '@1999/platform';
import { partiesOf } from '../../io/parties.ts';
import type { Call, Recording } from '../../io/tables.ts';
import type { RecordingChange } from '../line.ts';
import { commandMedia } from './command-media.ts';

/** Records every voice that is there, one file each; those who come later are added. */
export async function recordWebCall(
  context: CommandContext,
  call: Call,
  { id: recordingId }: Recording,
  change: RecordingChange,
): Promise<void> {
  if (change === 'start') {
    const there = (await partiesOf(context.tx, call.id)).filter(
      ({ state, mode }) => state === 'joined' && mode !== 'monitor',
    );
    const legs = [call.callerLegId, ...there.map(({ id }) => id)].slice(0, 4);
    commandMedia(context, call, { type: 'record', recordingId, legs });
  } else if (change === 'stop') {
    commandMedia(context, call, { type: 'stopRecording', recordingId });
  } else {
    const paused = change === 'pause';
    commandMedia(context, call, { type: 'pauseRecording', recordingId, paused });
  }
}
