import { DeliveryEvent } from '@1999/messaging/contract';
import type { Reaction } from '@1999/platform';
import { answerCall } from '../commands/answer-call.ts';

/** A duty contact pressed a key, or could not be reached. */
export const answerOfDutyContact: Reaction = {
  name: 'dispatch.answer-of-duty-contact',
  on: ['delivery.acknowledged', 'delivery.failed'],
  react: async (context, event) => {
    const { channel, refType, agencyId } = DeliveryEvent.parse(event.payload);
    if (channel !== 'voice' || refType !== 'order' || !agencyId) return;
    const outcome = event.type === 'delivery.acknowledged' ? 'acknowledged' : 'failed';
    await answerCall.within(context, { deliveryId: event.subjectId, outcome, agencyId });
  },
};
