/** A question as weighted terms; heavier terms say more of what it is about. */
export interface WeighedQuestion {
  readonly id: string;
  readonly terms: ReadonlyMap<string, number>;
}

/** Questions that ask the same in different words; `centre` is what they are gathered around. */
export interface QuestionGroup {
  readonly centre: string;
  /** The centre first, then the others, the nearest first. */
  readonly ids: readonly string[];
}

/** How alike two questions must be (cosine of their terms) to stand in one group. */
export const ALIKE = 0.35;

/**
 * Groups questions by what they ask. Centres are found first: the question with the most neighbours,
 * then that of those left over, and so on; each other question then joins the centre it is most
 * alike. So every question stands in exactly one group and is alike to its centre. The largest
 * groups come first; equal ones keep the order of the questions.
 */
export function groupQuestions(
  questions: readonly WeighedQuestion[],
  alike: number = ALIKE,
): QuestionGroup[] {
  const likeness = likenessOf(questions);
  const centres = centresOf(likeness, alike, questions.length);
  const members = new Map(centres.map((centre) => [centre, [] as number[]]));
  for (const at of questions.keys()) {
    if (members.has(at)) continue;
    const [nearest] = centres.toSorted((a, b) => likeness(at, b) - likeness(at, a));
    members.get(nearest ?? at)?.push(at);
  }
  const idOf = (at: number) => questions[at]?.id ?? '';
  return [...members]
    .map(([centre, others]) => {
      const nearest = others.toSorted((a, b) => likeness(centre, b) - likeness(centre, a));
      return { first: centre, centre: idOf(centre), ids: [centre, ...nearest].map(idOf) };
    })
    .sort((a, b) => b.ids.length - a.ids.length || a.first - b.first)
    .map(({ centre, ids }) => ({ centre, ids }));
}

type Likeness = (a: number, b: number) => number;

/** Of every pair, computed once. */
function likenessOf(questions: readonly WeighedQuestion[]): Likeness {
  const n = questions.length;
  const lengths = questions.map(({ terms }) => Math.hypot(...terms.values()));
  const table = new Float64Array(n * n);
  questions.forEach((one, a) => {
    for (let b = a + 1; b < n; b++) {
      const other = questions[b] as WeighedQuestion;
      const both = (lengths[a] as number) * (lengths[b] as number);
      const value = both === 0 ? 0 : dot(one.terms, other.terms) / both;
      table[a * n + b] = value;
      table[b * n + a] = value;
    }
  });
  return (a, b) => table[a * n + b] as number;
}

function centresOf(likeness: Likeness, alike: number, n: number): number[] {
  const free = new Set(Array.from({ length: n }, (_, at) => at));
  const centres: number[] = [];
  while (free.size > 0) {
    let best: { centre: number; taken: number[] } | null = null;
    for (const centre of free) {
      const taken = [...free].filter((at) => at === centre || likeness(centre, at) >= alike);
      if (!best || taken.length > best.taken.length) best = { centre, taken };
    }
    if (!best) break;
    centres.push(best.centre);
    for (const at of best.taken) free.delete(at);
  }
  return centres;
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of few) sum += weight * (many.get(term) ?? 0);
  return sum;
}
