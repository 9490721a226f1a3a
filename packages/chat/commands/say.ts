import { publicStatus, trackCase } from '@1999/cases';
import { type Answered, answerQuestion, phrases, soundsDangerous } from '@1999/chatbot';
import type { BotReply } from '@1999/chatbot/contract';
import { type App, AppError, type Caller } from '@1999/platform';
import { queuePosition } from '@1999/routing';
import { and, eq } from 'drizzle-orm';
import { chatWords, stepWord } from '../domain/words.ts';
import { unlessOverloaded } from '../io/overload.ts';
import { type Chat, chatMessage } from '../io/tables.ts';
import { chatRow } from '../queries/chat-view.ts';
import { dialogueOf } from '../queries/dialogue.ts';
import { textsOf } from '../queries/messages.ts';
import { turnsBefore } from '../queries/turns.ts';
import { hearCitizen } from './hear-citizen.ts';
import { keepAnswer, publicReply } from './keep-answer.ts';

interface Saying {
  readonly sessionId: string;
  readonly text: string;
  /** Where it came from, for counting wrong tries at a case's code. */
  readonly address: string;
}

/**
 * A citizen's message from its arrival to its answer: it is kept first, then thought about without
 * any lock, then the answer is kept. A repeat under the same key gets the same answer. With an agent
 * in the chat, or on the way, the message is for them, and the bot speaks up for dangers only.
 */
export function say(caller: Caller, saying: Saying): Promise<BotReply> {
  const danger = soundsDangerous(saying.text);
  return unlessOverloaded(caller.app, danger, async () => {
    const { app } = caller;
    const { sessionId, text } = saying;
    const { messageId, state } = await hearCitizen(caller, { sessionId, text, danger });
    const before = await earlierReply(app, sessionId, messageId);
    if (before) return before;
    const chat = await chatRow(app, sessionId);
    if (state !== 'bot' && !danger) return passedOn(app, chat);
    const answered = await think(caller, chat, messageId, saying);
    return keepAnswer({ app, actor: caller.actor }, { sessionId, messageId, answered });
  });
}

async function think(
  caller: Caller,
  chat: Chat,
  messageId: string,
  saying: Saying,
): Promise<Answered> {
  const { app } = caller;
  const [message] = await app.db
    .select({ seq: chatMessage.seq })
    .from(chatMessage)
    .where(eq(chatMessage.id, messageId));
  const answered = await answerQuestion(app, {
    sessionId: chat.id,
    text: saying.text,
    usual: chat.language,
    history: await turnsBefore(app, chat, message?.seq ?? 0),
    dialogue: await dialogueOf(app, app.db, chat),
  });
  return answered.conclusion.track ? lookUp(caller, answered, saying.address) : answered;
}

/** Looks the case up, counting wrong tries, and says how it stands. */
async function lookUp(
  { app, actor }: Caller,
  answered: Answered,
  address: string,
): Promise<Answered> {
  const { conclusion, thinking } = answered;
  const { track } = conclusion;
  if (!track) return answered;
  const words = phrases(thinking.speaks);
  const told = (text: string, again = false): Answered => ({
    thinking,
    conclusion: {
      ...conclusion,
      text,
      dialogue: again ? { kind: 'track', number: null } : { kind: 'none' },
    },
  });
  try {
    const found = await trackCase({ app, actor }, { ...track, address });
    if (!found) return told(words.notFound, true);
    const status = await publicStatus(app.db, found.caseId);
    const language = thinking.speaks;
    const last = status.steps.at(-1);
    const agency = language === 'en' ? last?.agencyEn : last?.agencyZh;
    return told(
      words.tracked({
        number: status.number,
        state: chatWords(language).steps[status.state],
        steps: last ? `${stepWord(last.step, language)}${agency ? ` (${agency})` : ''}` : '',
      }),
    );
  } catch (error) {
    if (error instanceof AppError && error.status === 423) return told(words.locked);
    throw error;
  }
}

/** What the citizen is told while a person is in the chat, or on the way; it is no message of it. */
async function passedOn(app: App, chat: Chat): Promise<BotReply> {
  const words = chatWords(chat.language);
  const text =
    chat.state === 'waiting' ? words.waiting(await queuePosition(app.db, chat.id)) : words.passedOn;
  return { outcome: 'handoff', reason: 'person', text, citations: [], choices: [], confidence: 1 };
}

async function earlierReply(
  app: App,
  sessionId: string,
  messageId: string,
): Promise<BotReply | null> {
  const [row] = await app.db
    .select()
    .from(chatMessage)
    .where(and(eq(chatMessage.replyTo, messageId), eq(chatMessage.sessionId, sessionId)));
  if (!row?.reply) return null;
  const [text] = await textsOf(app, app.db, await chatRow(app, sessionId), [row.textSealed]);
  return publicReply(row.reply, text ?? '');
}
