import { type App, inTransaction } from '@1999/platform';
import { partySid } from '../../io/parties.ts';
import type { Call } from '../../io/tables.ts';
import type { CallLine } from '../line.ts';
import { commandMedia } from '../webcall/command-media.ts';
import { promptLanguage, soundsOrRecordings, webCallLine } from '../webcall/line.ts';
import { MediaRefused, snapshotOf } from '../webcall/media-peer.ts';
import { connectLine } from './connect-line.ts';
import { dialLine } from './dial-line.ts';
import { endLine } from './end-line.ts';
import { askIfThere, lineNamed } from './engine.ts';

/**
 * Calls by the city's own SIP trunk. An engine answers them and brings each line's sound to the
 * media peer, where it is a leg like a browser's: what happens in the room is done as for web
 * calls. What is different is how a line begins, rings and ends.
 */
export const sipLine: CallLine = {
  ...webCallLine,
  capabilities: [...webCallLine.capabilities, 'addExternal', 'originate', 'sendSms', 'voicemail'],

  async carry(context, call, intent) {
    switch (intent.type) {
      case 'connect':
        if (call.direction === 'outbound' && !call.providerSid) dialLine(context, call, null);
        break;
      case 'takeMessage': {
        const promptId = commandMedia(context, call, {
          type: 'play',
          leg: call.callerLegId,
          prompts: [...soundsOrRecordings(call, intent.prompts, []), 'tone'],
          language: promptLanguage(call),
          loop: false,
        });
        return { timer: null, timerTurn: null, timerAt: null, promptId, promptTurn: call.turn };
      }
      case 'hangUp':
        if (call.providerSid) endLine(context, call, call.callerLegId, call.providerSid);
        break;
    }
    return webCallLine.carry(context, call, intent);
  },

  async rejoin(context, call) {
    // The peer may have been started anew since: then the line has a new port there.
    if (call.providerSid) connectLine(context, call, call.callerLegId, call.providerSid);
    await webCallLine.rejoin(context, call);
    if (call.direction !== 'outbound' || !call.agentLegId) return;
    // Whoever calls back hears that it rings, as on every telephone, until it is picked up.
    await commandMedia(context, call, {
      type: 'play',
      leg: call.agentLegId,
      prompts: ['ring-back'],
      language: promptLanguage(call),
      loop: true,
      until: call.callerLegId,
    });
  },

  dial: async (context, call, party) => dialLine(context, call, party),

  async drop(context, call, party) {
    if (party.providerSid) endLine(context, call, party.id, party.providerSid);
    await webCallLine.drop(context, call, party);
  },

  async peerLost(context, call, legId) {
    const sid = legId === call.callerLegId ? call.providerSid : await partySid(context.tx, legId);
    if (!sid) return false;
    connectLine(context, call, legId, sid);
    return true;
  },

  async probe(app, call) {
    if (call.direction === 'outbound' && !call.providerSid) return 'alive';
    const line = call.providerSid ? lineNamed(app, call.providerSid) : null;
    if (!line || !call.providerSid) return 'gone';
    const sound = await soundAtPeer(app, call);
    try {
      const { engine, channelId } = line;
      if (!(await askIfThere(app, engine, 'GET', `/channels/${channelId}`))) return 'gone';
    } catch {
      // An engine that neither answers nor sends sound has taken the call with it.
      return sound === 'silent' ? 'gone' : 'unreachable';
    }
    if (sound === 'none') {
      const { callerLegId, providerSid } = call;
      const caller = { app, actor: { kind: 'system', id: 'telephony.reconciler' } } as const;
      await inTransaction(caller, async (context) =>
        connectLine(context, call, callerLegId, providerSid),
      );
    }
    return 'alive';
  },
};

type Sound = 'heard' | 'silent' | 'none' | 'unknown';

/** Whether the caller's sound arrives at the media peer; `none`: the peer knows of no such leg. */
async function soundAtPeer(app: App, call: Call): Promise<Sound> {
  try {
    const { legs } = await snapshotOf(app, call.id);
    const leg = legs.find(({ legId }) => legId === call.callerLegId);
    if (!leg || leg.state === 'closed') return 'none';
    return leg.silent ? 'silent' : 'heard';
  } catch (error) {
    return error instanceof MediaRefused && error.status === 404 ? 'none' : 'unknown';
  }
}
