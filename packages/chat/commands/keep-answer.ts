import { type Answered, confidenceOf, type Dialogue, recordAnswer } from '@1999/chatbot';
import type { BotReply } from '@1999/chatbot/contract';
import { type Caller, type CommandContext, inTransaction } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { ChatAction } from '../contract.ts';
import type { StoredReply } from '../domain/stored-reply.ts';
import { chatWords } from '../domain/words.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import { type Chat, chatMessage } from '../io/tables.ts';
import { putInQueue } from './ask-for-person.ts';
import { fileDraft } from './file-report.ts';
import { writeMessage } from './write-message.ts';

/**
 * Keeps the bot's answer to a message, once, with what follows from it: the place in the queue, the
 * report that was confirmed, what the conversation is in the middle of. Whoever answered first stays.
 */
export function keepAnswer(
  caller: Caller,
  input: { sessionId: string; messageId: string; answered: Answered },
): Promise<BotReply> {
  return inTransaction(caller, async (context) => {
    const { sessionId, messageId, answered } = input;
    let chat = await lockOpenChat(context.tx, sessionId);
    const [before] = await context.tx
      .select()
      .from(chatMessage)
      .where(eq(chatMessage.replyTo, messageId));
    if (before?.reply) return replyOf(context, chat, before.textSealed, before.reply);

    const { conclusion } = answered;
    const followed = await follow(context, chat, answered);
    chat = followed.chat;
    const reply: StoredReply = {
      outcome: conclusion.outcome,
      reason: conclusion.reason ?? null,
      citations: conclusion.citations ?? [],
      choices: conclusion.choices ?? [],
      confidence: confidenceOf(answered),
      actions: followed.actions,
      numbers: conclusion.numbers ?? [],
      by: conclusion.by ?? answered.thinking.by,
    };
    const written = await writeMessage(context, chat, {
      saidBy: 'bot',
      text: followed.text,
      reply,
      replyTo: messageId,
    });
    await recordAnswer(context, {
      ...answered,
      messageId: written.messageId,
      citizenId: chat.citizenId,
    });
    await saveChat(context.tx, written.chat, {
      language: answered.thinking.speaks,
      dialogueSealed: followed.filed
        ? null
        : await sealDialogue(context, chat, conclusion.dialogue),
    });
    return publicReply(reply, followed.text);
  });
}

interface Followed {
  readonly chat: Chat;
  readonly text: string;
  readonly actions: readonly ChatAction[];
  readonly filed?: boolean;
}

async function follow(
  context: CommandContext,
  chat: Chat,
  { conclusion, thinking }: Answered,
): Promise<Followed> {
  const { text } = conclusion;
  const actions: ChatAction[] = [...(conclusion.offers ?? [])];
  if (conclusion.handOver) {
    const words = chatWords(thinking.speaks);
    const spoken = await saveChat(context.tx, chat, { language: thinking.speaks });
    const asking = await putInQueue(context, spoken);
    return asking.onDuty
      ? {
          chat: asking.chat,
          text: `${text}\n${words.queued(asking.position)}`,
          actions: ['backToBot'],
        }
      : { chat: asking.chat, text: words.nobody, actions: ['callBack'] };
  }
  if (conclusion.file && thinking.dialogue.kind === 'report') {
    const filed = await fileDraft(context, chat, thinking.dialogue.draft);
    return {
      chat: filed.chat,
      text: thinking.words.filed({ number: filed.number, code: filed.trackingCode }),
      actions: ['track'],
      filed: true,
    };
  }
  return { chat, text, actions };
}

function sealDialogue({ app, tx }: CommandContext, chat: Chat, dialogue: Dialogue | undefined) {
  if (!dialogue || dialogue.kind === 'none') return null;
  return app.vault.seal(tx, chat.citizenId, JSON.stringify(dialogue));
}

async function replyOf(
  { app, tx }: CommandContext,
  chat: Chat,
  sealed: Buffer | null,
  reply: StoredReply,
) {
  return publicReply(reply, (sealed && (await app.vault.unseal(tx, chat.citizenId, sealed))) || '');
}

/** The answer in the form everybody's systems rely on. */
export function publicReply(reply: StoredReply, text: string): BotReply {
  return {
    outcome: reply.outcome,
    ...(reply.reason ? { reason: reply.reason } : {}),
    text,
    citations: [...reply.citations],
    choices: [...reply.choices],
    confidence: reply.confidence,
  };
}
