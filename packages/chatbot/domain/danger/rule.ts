import type { DangerKind } from '../../contract.ts';

/**
 * One way to say that somebody is in danger. `says`: a phrase that is enough by itself. Or a
 * `thing` and a `state`, in either order, no further apart than `gap` characters (12 unless told).
 * All are alternatives as a regular expression writes them, over normalised text.
 */
export interface DangerRule {
  readonly kind: DangerKind;
  readonly says?: string;
  readonly thing?: string;
  readonly state?: string;
  readonly gap?: number;
  /** A word that is also asked about in peace (車禍, 火災): not while somebody asks for papers or fees. */
  readonly weak?: boolean;
}

/** A rule ready to be tried. */
export interface CompiledRule {
  readonly kind: DangerKind;
  readonly pattern: RegExp;
  readonly weak: boolean;
}

const GAP = 12;

/** Turns rules into patterns; the whole set is tried in the order it is written. */
export function compile(rules: readonly DangerRule[]): readonly CompiledRule[] {
  return rules.map(({ kind, says, thing, state, gap = GAP, weak = false }) => {
    const near = `(?:(?:${thing}).{0,${gap}}(?:${state})|(?:${state}).{0,${gap}}(?:${thing}))`;
    const source = says ? `(?:${says})` : near;
    // NFKC, as the texts are: it takes Thai vowels apart.
    return { kind, weak, pattern: new RegExp(source.normalize('NFKC'), 'u') };
  });
}
