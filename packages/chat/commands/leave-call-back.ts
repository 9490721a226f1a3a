import { describeCitizen, openCase } from '@1999/cases';
import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { CallBackBody } from '../contract.ts';
import { chatWords } from '../domain/words.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import { CALL_BACK_TYPE, CITY_HALL_DISTRICT } from '../seed/seed-reference.ts';
import { noteCase } from './file-report.ts';

/**
 * Nobody is there: the citizen's number goes into the vault and a case asks an agent to call back.
 * Answers ids only. @throws Invalid when it is no telephone number.
 */
export const leaveCallBack = command(
  'chat.leaveCallBack',
  CallBackBody.extend({ sessionId: Id }),
  async (context, { sessionId, phone, name, about }) => {
    const { tx } = context;
    const chat = await lockOpenChat(tx, sessionId);
    const { citizenId, contactId } = chat;
    await describeCitizen.within(context, { citizenId, phone, ...(name ? { name } : {}) });
    const { caseId } = await openCase.within(context, {
      contactId,
      typeCode: CALL_BACK_TYPE,
      place: { district: CITY_HALL_DISTRICT },
      description: about ?? chatWords('zh').callBackAbout,
    });
    const noted = await noteCase(context, chat, caseId, 'callBack');
    await saveChat(tx, noted.chat, { callBackOffered: false });
    return { caseId };
  },
);
