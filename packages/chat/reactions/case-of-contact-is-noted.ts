import type { Reaction } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { noteAgentsCase } from '../commands/note-agents-case.ts';

/** A case that the agent opens for the chat's contact is noted in the chat: its citizen is told. */
export const caseOfContactIsNoted: Reaction = {
  name: 'chat.caseOfContactIsNoted',
  on: ['case.opened'],
  react: async (context, event) => {
    const contactId = Id.parse(event.payload.contactId);
    await noteAgentsCase.within(context, { caseId: event.subjectId, contactId });
  },
};
