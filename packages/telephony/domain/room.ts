/**
 * Who hears whom in a call, as a pure function of who is in it. There is no mixer: each ear has
 * two places, `main` and `side`, so three voices talk together and no more.
 */
export interface RoomParty {
  readonly id: string;
  readonly kind: 'agent' | 'consulted' | 'outside' | 'supervisor';
  readonly mode: 'monitor' | 'whisper' | 'barge' | null;
}

export interface Room {
  readonly callerId: string;
  /** The caller hears music or a prompt, and is heard by nobody. */
  readonly callerQuiet: boolean;
  readonly parties: readonly RoomParty[];
}

export interface Hearing {
  readonly leg: string;
  readonly main: string | null;
  readonly side: string | null;
}

/** More voices than ears have places. */
export class RoomFull extends Error {
  constructor() {
    super('a call carries three voices');
    this.name = 'RoomFull';
  }
}

const VOICES = 3;

/** Everybody in the room with what each ear hears. @throws RoomFull */
export function hearingsOf(room: Room): Hearing[] {
  const talkers = talkersIn(room);
  if (talkers.length > VOICES) throw new RoomFull();
  const whisperer = room.parties.find(({ mode }) => mode === 'whisper')?.id;
  const agent = room.parties.find(({ kind }) => kind === 'agent')?.id;
  const hearing = (leg: string, others: readonly string[]): Hearing => {
    const [main = null, side = null, third] = others;
    if (third) throw new RoomFull();
    return { leg, main, side };
  };
  const talking = talkers.map((leg) => {
    const others = talkers.filter((other) => other !== leg);
    return hearing(leg, leg === agent && whisperer ? [...others, whisperer] : others);
  });
  const listening = room.parties
    .filter(({ id }) => !talkers.includes(id))
    // Whoever listens hears caller and agent; a third voice finds no place in the ear.
    .map(({ id }) => hearing(id, talkers.slice(0, 2)));
  const caller = room.callerQuiet ? [hearing(room.callerId, [])] : [];
  return [...caller, ...talking, ...listening];
}

/** Those who talk together: caller, agent, whoever was asked in, and a supervisor who barges in. */
function talkersIn({ callerId, callerQuiet, parties }: Room): string[] {
  const rank = ['agent', 'consulted', 'outside', 'supervisor'];
  const voices = parties
    .filter(({ kind, mode }) => kind !== 'supervisor' || mode === 'barge')
    .toSorted((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
  return [...(callerQuiet ? [] : [callerId]), ...voices.map(({ id }) => id)];
}
