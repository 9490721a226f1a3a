import type { Reader } from '@1999/platform';
import { type Load, hasRoom as roomFor } from '../domain/capacity.ts';
import { atWork } from '../io/desk.ts';
import { rulesNow } from '../io/rules.ts';

/** An agent at work, and whether a conversation by text may ring there now. */
export interface TextTaker {
  readonly id: string;
  readonly skills: readonly string[];
  readonly load: Load;
  readonly hasRoom: boolean;
}

/** Everybody at work, with who could be given a conversation by text at this moment. */
export async function textTakers(reader: Reader): Promise<TextTaker[]> {
  const [agents, rules] = [await atWork(reader), await rulesNow(reader)];
  return agents.map(({ id, levels, load, taking, ringing }) => ({
    id,
    skills: Object.keys(levels),
    load,
    hasRoom: taking && !ringing && roomFor(load, 'text', rules),
  }));
}
