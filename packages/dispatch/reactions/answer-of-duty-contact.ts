import { isToldBeside } from '@1999/messaging';
import { DeliveryEvent } from '@1999/messaging/contract';
import type { Reaction } from '@1999/platform';
import { answerCall } from '../commands/answer-call.ts';
import { answerMessage } from '../commands/answer-message.ts';

/** A duty contact pressed a key or could not be reached; an agency's system took it or did not. */
export const answerOfDutyContact: Reaction = {
  name: 'dispatch.answer-of-duty-contact',
  on: ['delivery.acknowledged', 'delivery.failed'],
  react: async (context, event) => {
    const { channel, refType, refId, agencyId, digit, reason } = DeliveryEvent.parse(event.payload);
    if (refType !== 'order' || !agencyId) return;
    const outcome = event.type === 'delivery.acknowledged' ? 'acknowledged' : 'failed';
    if (channel !== 'voice') {
      if (reason === 'noLongerNeeded') return;
      const oneOfMany = channel === 'push' && outcome === 'failed';
      if (oneOfMany && (await isToldBeside(context.tx, event.subjectId))) return;
      await answerMessage.within(context, { orderId: refId, agencyId, outcome });
      return;
    }
    await answerCall.within(context, { deliveryId: event.subjectId, outcome, agencyId, digit });
  },
};
