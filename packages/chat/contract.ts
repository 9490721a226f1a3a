import { Place } from '@1999/cases/contract';
import {
  BotLanguage,
  BotReply,
  Citation,
  EmergencyNumber,
  Outcome,
  Reason,
  Thumb,
} from '@1999/chatbot/contract';
import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** `waiting`: a person was asked for and none has come yet; `live`: an agent is in the chat. */
export const ChatState = z.enum(['bot', 'waiting', 'live', 'ended']);
export type ChatState = z.infer<typeof ChatState>;

export const MESSAGE_MAX = 2_000;

/**
 * `relay` is a call held in writing, for who cannot speak: no bot, at once in the queue of the calls,
 * at any hour.
 */
export const ChatKind = z.enum(['chat', 'relay']);
export type ChatKind = z.infer<typeof ChatKind>;

/** `POST /api/chat/sessions`: the language of the page; found out from what is written when absent. */
export const OpenChatBody = z.strictObject({
  language: BotLanguage.optional(),
  kind: ChatKind.optional(),
  /** Somebody is in danger: a relay that says so goes before the ordinary calls. */
  danger: z.boolean().optional(),
});
export const OpenedChat = z.strictObject({ id: Id, token: z.string() });
export type OpenedChat = z.infer<typeof OpenedChat>;

/** `POST /api/chat/sessions/:id/messages`: answered with a `BotReply`. */
export const SayBody = z.strictObject({ text: text(MESSAGE_MAX) });

export const MessageFrom = z.enum(['citizen', 'bot', 'agent', 'system']);
export type MessageFrom = z.infer<typeof MessageFrom>;

/** What the page may offer below an answer. */
export const ChatAction = z.enum(['person', 'report', 'track', 'callBack', 'backToBot']);
export type ChatAction = z.infer<typeof ChatAction>;

/** What happened, where a message is no words of anybody. */
export const ChatNotice = z.enum([
  'queued',
  'joined',
  'backToBot',
  /** The agent is gone; another comes. */
  'requeued',
  /** The agent gave it to a colleague. */
  'handedOn',
  /** The agent gave it back to the bot. */
  'returnedToBot',
  'filed',
  'callBackLeft',
  'ended',
]);
export type ChatNotice = z.infer<typeof ChatNotice>;

export const ChatMessage = z.object({
  id: Id,
  /** Counts up by one within a chat. */
  seq: z.int(),
  from: MessageFrom,
  at: InstantText,
  /** Null where it is a notice, or once erased. */
  text: z.string().nullable(),
  notice: ChatNotice.nullable(),
  /** Who, for an agent's words and `joined`. */
  agentName: z.string().nullable(),
  /** Of the bot's answers. */
  reply: z
    .object({
      outcome: Outcome,
      reason: Reason.nullable(),
      citations: z.array(Citation),
      choices: z.array(Citation),
      actions: z.array(ChatAction),
      numbers: z.array(EmergencyNumber),
      /** Whether it was composed with a language model. */
      composed: z.boolean(),
    })
    .nullable(),
  thumb: Thumb.nullable(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** A report as far as it has come. `missing` is empty when it may be confirmed. */
export const ReportDraft = z.object({
  typeCode: z.string().nullable(),
  district: z.string().nullable(),
  address: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  description: z.string().nullable(),
  photos: z.array(z.object({ id: Id, width: z.int(), height: z.int() })),
  missing: z.array(z.enum(['typeCode', 'district', 'address', 'description'])),
});
export type ReportDraft = z.infer<typeof ReportDraft>;

/** `PUT …/report`: the whole draft but its photos. */
export const ReportBody = z.strictObject({
  typeCode: z.string().max(40).nullable().default(null),
  district: Place.shape.district.nullable().default(null),
  address: text(200).nullable().default(null),
  lat: z.number().min(20).max(27).nullable().default(null),
  lng: z.number().min(116).max(123).nullable().default(null),
  description: text(2_000).nullable().default(null),
});

export const FiledReport = z.object({ caseId: Id, number: z.string(), trackingCode: z.string() });
export type FiledReport = z.infer<typeof FiledReport>;

/** `POST …/call-back`: nobody is there; an agent rings later. */
export const CallBackBody = z.strictObject({
  phone: text(30),
  name: text(60).optional(),
  about: text(1_000).optional(),
});

export const RateBody = z.strictObject({ thumb: Thumb.nullable() });
export const TypingBody = z.strictObject({ typing: z.boolean() });
export const Typing = z.object({ citizen: z.boolean(), agent: z.boolean() });
export type Typing = z.infer<typeof Typing>;

/** The chat as its citizen sees it. */
export const ChatView = z.object({
  id: Id,
  kind: ChatKind,
  state: ChatState,
  language: BotLanguage,
  /** Words of danger were said, or a relay began as one: it waits before the ordinary ones. */
  danger: z.boolean(),
  openedAt: InstantText,
  endedAt: InstantText.nullable(),
  /** Those after the `after` of the query, else all. */
  messages: z.array(ChatMessage),
  lastSeq: z.int(),
  /** While waiting: the place in the queue from 1, and whether anybody is on duty. */
  queue: z.object({ position: z.int().nullable() }).nullable(),
  agentName: z.string().nullable(),
  /** Nobody is on duty, or the wait is long: a telephone number may be left. */
  callBackOffered: z.boolean(),
  report: ReportDraft.nullable(),
  /** The cases filed in this chat, with the code that tracks them. */
  filed: z.array(FiledReport),
});
export type ChatView = z.infer<typeof ChatView>;
export const ChatViewQuery = z.strictObject({
  after: z.coerce.number().int().nonnegative().optional(),
});

/** A chat in an agent's inbox or the supervisors' list: ids and codes, no words. */
export const ChatRow = z.object({
  chatId: Id,
  kind: ChatKind,
  state: ChatState,
  language: BotLanguage,
  /** Danger words were said in it. */
  danger: z.boolean(),
  agentId: Id.nullable(),
  contactId: Id,
  citizenId: Id,
  openedAt: InstantText,
  queuedAt: InstantText.nullable(),
  takenAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  wrappedAt: InstantText.nullable(),
  lastSeq: z.int(),
  /** Of the citizen's, how many the agent has not seen. */
  unseen: z.int(),
});
export type ChatRow = z.infer<typeof ChatRow>;

/** What rings at the agent's place; declined by routing's `POST /api/offers/:offerId/decline`. */
export const ChatOffer = ChatRow.extend({
  offerId: Id,
  offeredAt: InstantText,
  expiresAt: InstantText,
});
export type ChatOffer = z.infer<typeof ChatOffer>;
export const ChatOffers = z.array(ChatOffer);

/** What one agent told the next when handing the chat on. */
export const ChatNote = z.object({
  id: Id,
  /** The message it follows. */
  afterSeq: z.int(),
  at: InstantText,
  agentName: z.string().nullable(),
  /** Null once erased. */
  text: z.string().nullable(),
});
export type ChatNote = z.infer<typeof ChatNote>;

/** A chat as its agent, or a supervisor, sees it: the whole transcript. */
export const AgentChatView = ChatRow.extend({
  citizen: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  agentName: z.string().nullable(),
  messages: z.array(ChatMessage),
  /** From agent to agent; no part of what the citizen is shown. */
  notes: z.array(ChatNote),
  report: ReportDraft.nullable(),
  filed: z.array(FiledReport.omit({ trackingCode: true })),
  wrapUpCode: z.string().nullable(),
  note: z.string().nullable(),
});
export type AgentChatView = z.infer<typeof AgentChatView>;

export const ChatsQuery = z.strictObject({
  /** `open`: waiting, live, or not yet wrapped up. */
  state: z.enum(['open', 'ended']).default('open'),
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** By one of the codes that calls are filed under (`GET /api/wrap-up-codes`). */
export const WrapUpChatBody = z.strictObject({
  code: z.string().regex(/^[a-zA-Z0-9._-]{1,40}$/),
  note: text(2_000).optional(),
});

export const HAND_ON_NOTE_MAX = 1_000;
/** What the next agent is told and the citizen is not. */
const handOnNote = text(HAND_ON_NOTE_MAX).optional();

/** `POST /api/chats/:id/hand-on`: to whoever is free, to a colleague with room, or to the bot. */
export const HandOnChatBody = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('queue'), note: handOnNote }),
  z.strictObject({ to: z.literal('agent'), agentId: Id, note: handOnNote }),
  z.strictObject({ to: z.literal('bot') }),
]);
export type HandOnChatBody = z.infer<typeof HandOnChatBody>;

/** A colleague at work, as far as a chat can be handed there. */
export const ChatColleague = z.object({
  agentId: Id,
  name: z.string(),
  /** One more chat may ring there now. */
  hasRoom: z.boolean(),
  /** Has the skills the chat asks for. */
  speaksIt: z.boolean(),
});
export type ChatColleague = z.infer<typeof ChatColleague>;

/** Hours in which a person may be asked for (Taipei); null is always. */
export const ChatHours = z
  .strictObject({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM'),
    to: z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'HH:MM'),
  })
  .nullable();
/** Whoever has waited so long may leave a telephone number instead. */
const CallBackAfter = z.int().min(30).max(7_200);
export const CALL_BACK_AFTER_SECONDS = 300;
export const ChatSettings = z.object({ hours: ChatHours, callBackAfterSeconds: CallBackAfter });
export type ChatSettings = z.infer<typeof ChatSettings>;
export const SetChatBody = z.strictObject({
  hours: ChatHours,
  callBackAfterSeconds: CallBackAfter.optional(),
});

/**
 * The journal's events. Live topics: `chat:ID` hears all of a chat's (its citizen's token, its
 * agent, supervision, administration); `agent:ID` hears those of the agent's chats besides.
 */
export const chatEvents = [
  'chat.opened',
  'chat.said',
  'chat.drafted',
  'chat.filed',
  'chat.handOverAsked',
  'chat.handOverWithdrawn',
  'chat.taken',
  'chat.requeued',
  'chat.handedOn',
  'chat.returnedToBot',
  'chat.callBackLeft',
  'chat.ended',
  'chat.wrapped',
  'chat.erased',
  'chat.hoursSet',
] as const;

export const ChatSaid = z.object({ messageId: Id, seq: z.int(), from: MessageFrom });

export { BotReply };

/*
 * The citizen's routes (Bearer: the chat's own token, `cap:chat`)
 *   POST   /api/chat/sessions                       OpenChatBody → OpenedChat              everybody
 *   GET    /api/chat/sessions/:id                   ChatViewQuery → ChatView
 *   POST   /api/chat/sessions/:id/messages          SayBody → BotReply (Idempotency-Key)
 *   PUT    /api/chat/sessions/:id/messages/:messageId/rating  RateBody → {thumb}
 *   POST   /api/chat/sessions/:id/hand-over         → ChatView     a person, please
 *   DELETE /api/chat/sessions/:id/hand-over         → ChatView     back to the bot
 *   POST   /api/chat/sessions/:id/call-back         CallBackBody → FiledReport
 *   PUT    /api/chat/sessions/:id/report            ReportBody → ReportDraft
 *   DELETE /api/chat/sessions/:id/report            → 204
 *   POST   /api/chat/sessions/:id/report/photos     multipart, one part `file` → {photoId}
 *   GET    /api/chat/sessions/:id/report/photos/:photoId  → image/jpeg
 *   DELETE /api/chat/sessions/:id/report/photos/:photoId  → 204
 *   POST   /api/chat/sessions/:id/report/confirmation     → FiledReport
 *   GET    /api/chat/sessions/:id/typing            → Typing
 *   PUT    /api/chat/sessions/:id/typing            TypingBody → 204
 *   POST   /api/chat/sessions/:id/end               → ChatView
 *   DELETE /api/chat/sessions/:id                   → 204          forget what was said
 *
 * The agent's routes (agent: own; supervisor, admin: read any)
 *   GET  /api/chats                    ChatsQuery → ChatRow[]
 *   GET  /api/chats/offers             → ChatOffers
 *   POST /api/chats/offers/:offerId/answer  → AgentChatView
 *   GET  /api/chats/:id                ChatViewQuery → AgentChatView   (marks what was seen)
 *   POST /api/chats/:id/messages       SayBody → ChatMessage
 *   GET  /api/chats/:id/typing         → Typing
 *   PUT  /api/chats/:id/typing         TypingBody → 204
 *   POST /api/chats/:id/end            → AgentChatView
 *   POST /api/chats/:id/wrap-up        WrapUpChatBody → AgentChatView
 *   POST /api/chats/:id/hand-on        HandOnChatBody → 204
 *   GET  /api/chats/:id/colleagues     → ChatColleague[]
 *   GET  /api/chats/:id/photos/:photoId  → image/jpeg
 *   GET  /api/chat-settings            → ChatSettings                  supervisor, admin
 *   PUT  /api/chat-settings            SetChatBody → ChatSettings      supervisor, admin
 */
