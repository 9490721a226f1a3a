import { deliver } from '@1999/messaging';
import type { Reaction } from '@1999/platform';
import { caseFacts } from '../queries/case-view.ts';

/** The citizen of a new case is sent its number and code, where a telephone number is known. */
export const textTrackingCode: Reaction = {
  name: 'cases.text-tracking-code',
  on: ['case.opened'],
  react: async (context, event) => {
    const file = await caseFacts(context.tx, event.subjectId);
    if (!file) return;
    const { phone } = await context.app.vault.masked(context.tx, file.citizenId);
    if (!phone) return;
    await deliver.within(context, {
      channel: 'sms',
      purpose: 'case.opened',
      refType: 'case',
      refId: file.id,
      threadId: file.id,
      to: { citizenId: file.citizenId },
    });
  },
};
