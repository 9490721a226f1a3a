import { describeCitizen, openCase } from '@1999/cases';
import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { leaveQueue } from '@1999/routing';
import { CallBackBody } from '../contract.ts';
import { chatWords } from '../domain/words.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import { CALL_BACK_TYPE, CITY_HALL_DISTRICT } from '../seed/seed-reference.ts';
import { noteCase } from './file-report.ts';
import { moveChat } from './move-chat.ts';

/**
 * Nobody is there, or the wait is long: the citizen's number goes into the vault, a case asks an
 * agent to call back, and nobody waits any more. Answers ids only. @throws Invalid when it is no telephone number.
 */
export const leaveCallBack = command(
  'chat.leaveCallBack',
  CallBackBody.extend({ sessionId: Id }),
  async (context, { sessionId, phone, name, about }) => {
    const { tx } = context;
    let chat = await lockOpenChat(tx, sessionId);
    if (chat.state === 'waiting') {
      chat = await moveChat(context, chat, 'withdraw', { type: 'chat.handOverWithdrawn' });
      await leaveQueue.within(context, { refId: chat.id });
    }
    const { citizenId, contactId } = chat;
    const words = chatWords('zh');
    await describeCitizen.within(context, { citizenId, phone, ...(name ? { name } : {}) });
    const { caseId } = await openCase.within(context, {
      contactId,
      typeCode: CALL_BACK_TYPE,
      place: { district: CITY_HALL_DISTRICT },
      description: [chat.kind === 'relay' && words.byTextPlease, about ?? words.callBackAbout]
        .filter(Boolean)
        .join('\n'),
    });
    const noted = await noteCase(context, chat, caseId, 'callBack');
    await saveChat(tx, noted.chat, { callBackOffered: false });
    return { caseId };
  },
);
