import { callIntents } from '../../contract/call-control.ts';
import type { CallLine } from '../line.ts';
import { changeCall } from './change-call.ts';
import { changeParty } from './change-party.ts';
import { changeRecording } from './change-recording.ts';
import { carrierError, hasCarrier, twilioClient } from './client.ts';

const STANDING = new Set(['queued', 'initiated', 'ringing', 'in-progress']);

/**
 * Calls by telephone. What the caller hears is the TwiML answered to the carrier's own questions
 * (twiml.ts, from the call's state), so most intents need nothing here.
 */
export const twilioLine: CallLine = {
  capabilities: callIntents,
  atPeer: false,

  async carry(context, call, intent) {
    const undialled = call.direction === 'outbound' && !call.providerSid;
    if (intent.type === 'connect' && undialled) changeCall(context, call, 'dial');
    if (intent.type === 'comfort') changeCall(context, call, 'hold');
    // A line the carrier has reported as ended need not be ended again.
    if (intent.type === 'hangUp' && !call.lineEndedAt) changeCall(context, call, 'end');
    return {};
  },

  hold: async (context, call, onHold) => changeCall(context, call, onHold ? 'hold' : 'resume'),

  arrange: async (context, _call, party) => changeParty(context, party, 'arrange'),

  dial: async (context, _call, party) => changeParty(context, party, 'dial'),

  drop: async (context, _call, party) => changeParty(context, party, 'drop'),

  play: async (context, call, prompt) => changeCall(context, call, 'announce', prompt),

  record: async (context, _call, recording, change) => changeRecording(context, recording, change),

  rejoin: async (context, call) => {
    if (call.comforting) changeCall(context, call, 'resume');
  },

  peerLost: async () => false,

  async probe(app, call) {
    // A call of ours that nobody has dialled yet cannot be lost.
    if (call.direction === 'outbound' && !call.providerSid) return 'alive';
    if (!call.providerSid || !hasCarrier(app)) return 'gone';
    try {
      const { status } = await twilioClient(app).calls(call.providerSid).fetch();
      return STANDING.has(status) ? 'alive' : 'gone';
    } catch (error) {
      return carrierError(error)?.status === 404 ? 'gone' : 'unreachable';
    }
  },
};
