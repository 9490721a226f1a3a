import type { Leg } from '../voice/leg.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import type { PhoneCall, PhoneChoice, PhoneMessage, PhoneView } from './contract.ts';
import { demoPhones } from './demo-phones.ts';

const SHOWN_MESSAGES = 50;

/** What the telephone of `number` shows now. */
export function phoneView(board: Switchboard, number: string): PhoneView {
  const legs = legsOf(board, number);
  const leg = legs.findLast((one) => !one.over) ?? legs.at(-1);
  return {
    number,
    call: leg ? callView(leg, board.options.number) : null,
    messages: messagesOf(board, number).slice(-SHOWN_MESSAGES).reverse(),
    program: board.handsets.programOf(number),
  };
}

/** The telephones to choose from: the demo city's, then any other that was called or written to. */
export function phoneChoices(board: Switchboard): PhoneChoice[] {
  const known = board.options.phones ?? demoPhones;
  const numbers = new Set(known.map((phone) => phone.number));
  for (const leg of board.calls.values()) numbers.add(leg.phone);
  for (const message of board.messages.values()) {
    numbers.add(message.direction === 'inbound' ? message.from : message.to);
  }
  return [...numbers]
    .filter((number) => number.startsWith('+') && number !== board.options.number)
    .map((number) => {
      const entry = known.find((phone) => phone.number === number);
      const legs = legsOf(board, number);
      return {
        number,
        zh: entry?.zh ?? '其他電話',
        en: entry?.en ?? 'Other telephone',
        kind: entry?.kind ?? ('other' as const),
        ringing: legs.some((leg) => leg.status === 'ringing' && leg.direction !== 'inbound'),
        inCall: legs.some((leg) => leg.status === 'in-progress'),
        messages: messagesOf(board, number).filter((message) => message.incoming).length,
      };
    });
}

function legsOf(board: Switchboard, number: string): Leg[] {
  return [...board.calls.values()].filter((leg) => leg.phone === number && leg.status !== 'queued');
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

function messagesOf(board: Switchboard, number: string): PhoneMessage[] {
  return [...board.messages.values()]
    .filter(
      (m) =>
        (m.status === 'delivered' && m.to === number) ||
        (m.direction === 'inbound' && m.from === number),
    )
    .map((m) => ({
      sid: m.sid,
      from: shown(m.from, board.options.number),
      to: shown(m.to, board.options.number),
      body: m.body,
      at: m.createdAt,
      incoming: m.direction !== 'inbound',
    }));
}

/** The hotline's number as everyone knows it. */
function shown(number: string, hotline: string): string {
  return number === hotline ? '1999' : number;
}
