import type { DangerKind, EmergencyNumber } from '../../contract.ts';
import { ASKS_IN_PEACE, HAPPENS_NOW, HARMLESS_WORDS, IS_OVER, PUT_RIGHT } from './harmless.ts';
import { type CompiledRule, compile } from './rule.ts';
import { FIRE_AND_GAS, MEDICAL, PEOPLE, RESCUE } from './rules-han.ts';
import { ENGLISH, LATIN, UNSPACED } from './rules-other.ts';

/** What is dangerous in a message, and whom to call, the first number first. */
export interface Danger {
  readonly kind: DangerKind;
  readonly numbers: readonly EmergencyNumber[];
}

/** Whom to call. Nobody who is hurt is sent to the police first. */
const NUMBERS: Record<DangerKind, readonly EmergencyNumber[]> = {
  fire: ['119', '1999'],
  gas: ['119', '1999'],
  medical: ['119', '1999'],
  rescue: ['119', '1999'],
  water: ['119', '1999'],
  electric: ['119', '1999'],
  structure: ['119', '1999'],
  poison: ['119', '1999'],
  crime: ['110', '119', '1999'],
  violence: ['113', '110', '119', '1999'],
  suicide: ['1925', '119', '1999'],
  missing: ['110', '1999'],
  unclear: ['119', '110', '1925', '1999'],
};

/** A danger that is felt in the words and of no kind that the rules know. */
export const UNCLEAR: Danger = { kind: 'unclear', numbers: NUMBERS.unclear };

const HAN = compile([
  ...PEOPLE.filter(({ kind }) => kind === 'suicide'),
  ...FIRE_AND_GAS,
  ...MEDICAL,
  ...RESCUE,
  ...PEOPLE,
]);
const SPACED = compile([...ENGLISH, ...LATIN]);
const THAI = compile(UNSPACED);

/** Words that only say how much: 頭很暈 is 頭暈. Tried without them as well. */
const INTENSIFIERS = /很|好|超級?|非常|有點|十分|真的|突然|開始|已經|越來越|一直|不斷/gu;

/**
 * What is dangerous in a message; null when nothing is. `traditional` is the message with its
 * Simplified characters turned; a library does that, outside the rules. A false alarm costs the
 * citizen a sentence, a miss may cost more: in doubt it is a danger.
 */
export function findDanger(traditional: string): Danger | null {
  const lower = traditional.normalize('NFKC').toLowerCase().replace(/[‘’]/g, "'");
  const peaceful = lower.replace(HARMLESS_WORDS, '□');
  let han = lower.replace(/[\s\p{P}\p{S}]+/gu, '').replace(HARMLESS_WORDS, '□');
  for (const [wrong, right] of PUT_RIGHT) han = han.replace(wrong, right);
  han = han.replace(HARMLESS_WORDS, '□');
  const asks = ASKS_IN_PEACE.test(lower) && !HAPPENS_NOW.test(lower);
  if (asks && IS_OVER.test(lower)) return null;
  const kind =
    firstOf(HAN, han, asks) ??
    firstOf(HAN, han.replace(INTENSIFIERS, ''), asks) ??
    firstOf(SPACED, peaceful, asks) ??
    firstOf(SPACED, unmarked(peaceful), asks) ??
    firstOf(THAI, peaceful, asks);
  return kind && { kind, numbers: NUMBERS[kind] };
}

function firstOf(rules: readonly CompiledRule[], text: string, asks: boolean): DangerKind | null {
  return rules.find(({ pattern, weak }) => !(weak && asks) && pattern.test(text))?.kind ?? null;
}

/** Latin letters without their marks: chảy máu → chay mau. */
function unmarked(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
