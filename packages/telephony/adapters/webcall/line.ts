import { queuePosition } from '@1999/routing';
import type { PlayedPrompt, PromptLanguage } from '../../contract/media.ts';
import { soundIn, soundsForAll } from '../../domain/prompt-sounds.ts';
import { recordedName, type Spoken, waitingPrompts } from '../../domain/prompts.ts';
import { expectedWaitNow } from '../../io/guide.ts';
import type { Call } from '../../io/tables.ts';
import type { CallLine } from '../line.ts';
import { arrangeRoom } from './arrange-room.ts';
import { commandMedia } from './command-media.ts';
import { MediaRefused, snapshotOf } from './media-peer.ts';
import { recordWebCall } from './record-call.ts';

/** How often a waiting caller is told the place in the queue, in seconds. */
export const POSITION_EVERY_SECONDS = 30;

/** Sounds in place of words that nobody has recorded. */
const UNSAID = 'tone';

const noTimer = { timer: null, timerTurn: null, timerAt: null } as const;

/** Web calls: the media peer plays the prompts and joins the legs; timers are rows of ours. */
export const webCallLine: CallLine = {
  // Nobody outside can be reached from here, and the browser's own line needs no client token.
  capabilities: [
    'answer',
    'playPrompt',
    'collectDigits',
    'park',
    'connectAgent',
    'hold',
    'resume',
    'mute',
    'blindTransfer',
    'consultStart',
    'consultComplete',
    'consultCancel',
    'conference',
    'kick',
    'monitor',
    'whisper',
    'barge',
    'takeover',
    'recordStart',
    'recordPause',
    'recordResume',
    'recordStop',
    'hangup',
    'endCall',
    'snapshot',
  ],
  atPeer: true,

  async carry(context, call, intent) {
    const { tx, now } = context;
    const leg = call.callerLegId;
    const language = promptLanguage(call);
    switch (intent.type) {
      case 'ask':
      case 'sayLast': {
        const prompts = heardBy(call, intent.prompts, intent.type === 'ask');
        const play = { type: 'play', leg, prompts, language, loop: false } as const;
        const promptId = commandMedia(context, call, play);
        return { ...noTimer, promptId, promptTurn: intent.turn };
      }
      case 'awaitDigit':
        return {
          timer: 'digit',
          timerTurn: intent.turn,
          timerAt: now.add({ seconds: intent.seconds }),
        };
      case 'tellPosition': {
        const position = (await queuePosition(tx, call.id)) ?? 1;
        const wait = await expectedWaitNow(context, tx);
        const said = call.timer === 'position' ? [] : call.prompts;
        const waiting = waitingPrompts(position, wait);
        const before = soundsOrRecordings(call, said, []);
        const prompts = [...before, ...waiting, 'hold-music'];
        commandMedia(context, call, { type: 'play', leg, prompts, language, loop: true });
        const timerAt = now.add({ seconds: POSITION_EVERY_SECONDS });
        return { timer: 'position', timerTurn: null, timerAt };
      }
      case 'comfort': {
        const prompts = ['please-hold', 'hold-music'];
        commandMedia(context, call, { type: 'play', leg, prompts, language, loop: true });
        return {};
      }
      case 'connect':
        return noTimer;
      case 'hangUp':
        commandMedia(context, call, { type: 'hangup' });
        return noTimer;
      default:
        return {};
    }
  },

  async hold(context, call, onHold) {
    arrangeRoom(context, call.id, !onHold);
    if (!onHold) return;
    const leg = call.callerLegId;
    const language = promptLanguage(call);
    const prompts = ['hold-music'];
    commandMedia(context, call, { type: 'play', leg, prompts, language, loop: true });
  },

  rejoin: async (context, call) => arrangeRoom(context, call.id, true),

  async arrange(context, call, { id: leg, muted, state }) {
    if (state === 'joined') commandMedia(context, call, { type: 'mute', leg, muted });
    arrangeRoom(context, call.id);
  },

  async dial() {
    throw new Error('a web call reaches nobody outside');
  },

  async drop(context, call, { id: leg }) {
    commandMedia(context, call, { type: 'hangup', leg });
    if (call.state !== 'ended') arrangeRoom(context, call.id);
  },

  async play(context, call, prompt) {
    const leg = call.callerLegId;
    const language = promptLanguage(call);
    const prompts = [prompt];
    commandMedia(context, call, { type: 'play', leg, prompts, language, loop: false });
  },

  record: recordWebCall,

  // The browser offers itself to the next peer.
  peerLost: async () => false,

  async probe(app, call) {
    try {
      const { legs } = await snapshotOf(app, call.id);
      const leg = legs.find(({ legId }) => legId === call.callerLegId);
      return leg && leg.state !== 'closed' ? 'alive' : 'gone';
    } catch (error) {
      // A peer that started anew has forgotten the call; so has one that is not there at all,
      // because browsers offer themselves again within seconds of its return.
      return error instanceof MediaRefused && error.status !== 404 ? 'unreachable' : 'gone';
    }
  },
};

/**
 * What a caller hears of these prompts. Who has not told a language yet is asked the last of them
 * in each that it is recorded in.
 */
function heardBy(call: Call, said: readonly Spoken[], asks: boolean): PlayedPrompt[] {
  const asked = said.at(-1);
  const all = asked && asks && call.language === null ? soundsForAll(asked) : null;
  if (!asked || !all || all.sounds.length === 0) return soundsOrRecordings(call, said);
  const otherwise = recordedName(asked) ?? UNSAID;
  const inAll = all.sounds.map((sound) => ({ sound, otherwise }));
  return [
    ...(said.length > 1 ? soundsOrRecordings(call, said.slice(0, -1)) : []),
    ...inAll,
    // The house's recording speaks to everybody who is not spoken to by a sound.
    ...(all.english ? [] : [otherwise]),
  ];
}

/**
 * The sounds that were uploaded for these prompts, else the house's recordings of them. Words that
 * nobody has recorded stand on the page as captions, and a tone calls for a look at them.
 */
export function soundsOrRecordings(
  { language }: Call,
  said: readonly Spoken[],
  unsaid: PlayedPrompt[] = [UNSAID],
): PlayedPrompt[] {
  const heard = said.map((one) => {
    const otherwise = recordedName(one);
    const sound = soundIn(one, language);
    return sound ? { sound, otherwise: otherwise ?? UNSAID } : otherwise;
  });
  const known = heard.filter((one) => one !== null);
  return known.length < heard.length ? [...unsaid, ...known] : known;
}

/** The language of the recordings that a caller hears. */
export function promptLanguage(call: Call): PromptLanguage {
  const chinese = [null, 'zh', 'nan', 'hak'].includes(call.language);
  return chinese ? 'zh-Hant-TW' : 'en';
}
