import { noteContact, openContact } from '@1999/cases';
import { type CommandContext, newId } from '@1999/platform';
import type { Language, Provider } from '../contract.ts';
import { newFlow } from '../domain/call-flow.ts';
import { welcomeOf } from '../io/guide.ts';
import type { Callback } from '../io/ivr-tables.ts';
import { addCall } from '../io/save-call.ts';
import { type Call, call } from '../io/tables.ts';
import { CHECK_AFTER_SECONDS } from './advance-call.ts';

interface Arrival {
  readonly provider: Provider;
  readonly providerSid: string | null;
  readonly citizenId: string;
  readonly language?: Language | null;
}

/** A call that we make, which waits for an agent before it is dialled. */
type Departure = Pick<Callback, 'citizenId' | 'language' | 'topic' | 'queuedAt'>;

/** What a call that has just arrived has nothing of yet. */
const blank = {
  state: 'arrived',
  direction: 'inbound',
  agentId: null,
  agentLegId: null,
  agentPresent: false,
  onHold: false,
  comforting: false,
  conferenceSid: null,
  promptId: null,
  promptTurn: null,
  timer: null,
  timerTurn: null,
  timerAt: null,
  lineEndedAt: null,
  queuedAt: null,
  connectedAt: null,
  endedAt: null,
  wrapUpCode: null,
  noteSealed: null,
  wrappedAt: null,
} as const;

/** Makes the row of a call that has just arrived, with its contact and journal row. */
export async function openCall(context: CommandContext, arrival: Arrival): Promise<Call> {
  const { tx, now, journal } = context;
  const id = newId();
  const channel = arrival.provider === 'twilio' ? 'phone' : 'webcall';
  const { citizenId } = arrival;
  const contactId = await noteContact(context, { channel, citizenId, refType: 'call', refId: id });
  const row = addCall(context, {
    ...blank,
    ...newFlow,
    ...(await welcomeOf(tx, citizenId, now)),
    id,
    channel,
    provider: arrival.provider,
    providerSid: arrival.providerSid,
    citizenId,
    contactId,
    language: arrival.language ?? null,
    callerLegId: newId(),
    checkAt: now.add({ seconds: CHECK_AFTER_SECONDS }),
    arrivedAt: now,
  });
  await journal({
    subjectType: 'call',
    subjectId: id,
    type: 'call.arrived',
    payload: { channel, citizenId, contactId },
  });
  return row;
}

/**
 * Makes the row of a call back: it waits in the queue like any other, and is dialled once an agent
 * has taken it.
 */
export async function openOutboundCall(context: CommandContext, to: Departure): Promise<Call> {
  const { tx, now } = context;
  const { citizenId, language, topic, queuedAt } = to;
  const id = newId();
  const contact = { channel: 'phone', citizenId, refType: 'call', refId: id } as const;
  const { contactId } = await openContact.within(context, contact);
  const [row] = await tx
    .insert(call)
    .values({
      id,
      channel: 'phone',
      provider: 'twilio',
      direction: 'outbound',
      citizenId,
      contactId,
      state: 'queued',
      step: 'queued',
      language,
      topic,
      callerLegId: newId(),
      checkAt: now.add({ seconds: CHECK_AFTER_SECONDS }),
      arrivedAt: now,
      queuedAt,
    })
    .returning();
  if (!row) throw new Error('the call was not stored');
  return row;
}
