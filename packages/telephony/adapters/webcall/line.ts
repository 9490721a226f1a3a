import { queuePosition } from '@1999/routing';
import type { PromptLanguage } from '../../contract/media.ts';
import { waitingPrompts } from '../../domain/prompts.ts';
import type { Call } from '../../io/tables.ts';
import type { CallLine } from '../line.ts';
import { commandMedia } from './command-media.ts';
import { MediaRefused, snapshotOf } from './media-peer.ts';

/** How often a waiting caller is told the place in the queue, in seconds. */
export const POSITION_EVERY_SECONDS = 30;

const noTimer = { timer: null, timerTurn: null, timerAt: null } as const;

/** Web calls: the media peer plays the prompts and joins the legs; timers are rows of ours. */
export const webCallLine: CallLine = {
  async carry(context, call, intent) {
    const { tx, now } = context;
    const leg = call.callerLegId;
    const language = promptLanguage(call);
    switch (intent.type) {
      case 'ask': {
        const prompts = [...intent.prompts];
        const play = { type: 'play', leg, prompts, language, loop: false } as const;
        const promptId = await commandMedia(context, call, play);
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
        const prompts = [...waitingPrompts(position), 'hold-music'];
        await commandMedia(context, call, { type: 'play', leg, prompts, language, loop: true });
        const timerAt = now.add({ seconds: POSITION_EVERY_SECONDS });
        return { timer: 'position', timerTurn: null, timerAt };
      }
      case 'comfort': {
        const prompts = ['please-hold', 'hold-music'];
        await commandMedia(context, call, { type: 'play', leg, prompts, language, loop: true });
        return {};
      }
      case 'connect':
        return noTimer;
      case 'hangUp':
        await commandMedia(context, call, { type: 'hangup' });
        return noTimer;
      default:
        return {};
    }
  },

  async hold(context, call, onHold) {
    if (!onHold) return bridge(context, call);
    const leg = call.callerLegId;
    if (call.agentLegId) {
      await commandMedia(context, call, { type: 'unbridge', legs: [leg, call.agentLegId] });
    }
    const language = promptLanguage(call);
    const prompts = ['hold-music'];
    await commandMedia(context, call, { type: 'play', leg, prompts, language, loop: true });
  },

  rejoin: (context, call) => bridge(context, call),

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

async function bridge(context: Parameters<CallLine['rejoin']>[0], call: Call): Promise<void> {
  if (!call.agentLegId) return;
  const legs: [string, string] = [call.callerLegId, call.agentLegId];
  await commandMedia(context, call, { type: 'bridge', legs });
}

function promptLanguage(call: Call): PromptLanguage {
  return call.language === 'en' ? 'en' : 'zh-Hant-TW';
}
