import type { TextMessage } from '../messages/text-message.ts';
import type { Leg } from '../voice/leg.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import type { PhoneCall, PhoneChoice, PhoneMessage, PhoneView } from './contract.ts';
import { demoPhones } from './demo-phones.ts';

const SHOWN_MESSAGES = 50;
const SHOWN_OTHERS = 20;

/** What the telephone of `number` shows now. */
export function phoneView(board: Switchboard, number: string): PhoneView {
  const legs = [...board.calls.values()].filter((leg) => leg.phone === number && hasStarted(leg));
  const leg = legs.findLast((one) => !one.over) ?? legs.at(-1);
  const hotline = board.options.number;
  return {
    number,
    call: leg ? callView(leg, hotline) : null,
    messages: [...board.messages.values()]
      .filter((message) => onScreen(message) && phoneOf(message) === number)
      .slice(-SHOWN_MESSAGES)
      .reverse()
      .map((message) => messageView(message, hotline)),
    program: board.handsets.programOf(number),
  };
}

/**
 * The telephones to choose from: the demo city's, then every other one that rings, then the latest
 * others that called, were called or were written to.
 */
export function phoneChoices(board: Switchboard): PhoneChoice[] {
  const known = [...demoPhones, ...(board.options.phones ?? [])];
  const choices = new Map<string, PhoneChoice>(
    known.map((phone) => [phone.number, { ...phone, ringing: false, inCall: false, messages: 0 }]),
  );
  const choice = (number: string): PhoneChoice => {
    const found = choices.get(number) ?? { ...otherPhone, number };
    choices.set(number, found);
    return found;
  };
  for (const leg of board.calls.values()) {
    if (!leg.phone.startsWith('+')) continue;
    const phone = choice(leg.phone);
    phone.ringing ||= leg.status === 'ringing' && leg.direction !== 'inbound';
    phone.inCall ||= leg.status === 'in-progress';
  }
  for (const message of board.messages.values()) {
    if (onScreen(message)) choice(phoneOf(message)).messages += 1;
  }
  const others = [...choices.values()].filter((phone) => phone.kind === 'other');
  const shownOthers = new Set([
    ...others.filter((phone) => phone.ringing),
    ...others.slice(-SHOWN_OTHERS),
  ]);
  return [...choices.values()].filter((phone) => phone.kind !== 'other' || shownOthers.has(phone));
}

const otherPhone: PhoneChoice = {
  number: '',
  zh: '其他電話',
  en: 'Other telephone',
  kind: 'other',
  ringing: false,
  inCall: false,
  messages: 0,
};

/** A call that waits for its place in the account's call rate has not reached the telephone. */
function hasStarted(leg: Leg): boolean {
  return leg.status !== 'queued';
}

function onScreen(message: TextMessage): boolean {
  return message.direction === 'inbound' || message.status === 'delivered';
}

function phoneOf(message: TextMessage): string {
  return message.direction === 'inbound' ? message.from : message.to;
}

function callView(leg: Leg, hotline: string): PhoneCall {
  const incoming = leg.direction !== 'inbound';
  return {
    sid: leg.sid,
    peer: shown(incoming ? leg.from : leg.to, hotline),
    incoming,
    status: leg.status,
    over: leg.over,
    answeredAt: leg.answeredAt ?? null,
    heard: leg.heard,
  };
}

function messageView(message: TextMessage, hotline: string): PhoneMessage {
  return {
    sid: message.sid,
    from: shown(message.from, hotline),
    to: shown(message.to, hotline),
    body: message.body,
    at: message.createdAt,
    incoming: message.direction !== 'inbound',
  };
}

/** The hotline's number as everyone knows it. */
function shown(number: string, hotline: string): string {
  return number === hotline ? '1999' : number;
}
