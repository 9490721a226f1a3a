/** Text that no store can hold, or that is larger than anything anybody writes. */
export const hostileTexts = [
  ['NUL', 'a\0b'],
  ['a lone high surrogate', 'a\ud800b'],
  ['a lone low surrogate', '\udc00'],
  ['something huge', '一'.repeat(200_000)],
] as const;

const wrongTypes: readonly [string, unknown][] = [
  ['a number', 7],
  ['a negative number', -1e9],
  ['a number beyond all', 1e308],
  ['true', true],
  ['null', null],
  ['an empty text', ''],
  ['spaces', '   '],
  ['a list', []],
  ['a list of lists', [[[]]]],
  ['an object', {}],
  ['an object with a prototype', JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}')],
  ['another kind of text', "'; drop table journal; --"],
];

/** A body with one thing wrong: what it is, where, and the body. */
export interface BadBody {
  readonly what: string;
  readonly field: string | null;
  readonly body: unknown;
  /** No schema may let it through. */
  readonly hostile: boolean;
}

/** Each field of a good body, also inner ones, replaced in turn by each bad value, and left out. */
export function badBodies(good: Record<string, unknown>): BadBody[] {
  const whole: BadBody[] = [[], [good], 'text', 7, true, null, { ...good, unknownField: 1 }].map(
    (body) => ({
      what: `${JSON.stringify(body)?.slice(0, 30)}`,
      field: null,
      body,
      hostile: false,
    }),
  );
  const inner = paths(good).flatMap((path) => {
    const field = path.join('.');
    const at = (what: string, value: unknown, hostile: boolean): BadBody => ({
      what: `${what} as ${field}`,
      field,
      body: replaced(good, path, value),
      hostile,
    });
    return [
      ...hostileTexts.map(([what, value]) => at(what, value, true)),
      ...wrongTypes.map(([what, value]) => at(what, value, false)),
      at('nothing', undefined, false),
      {
        ...at('an unknown key beside', 0, false),
        body: replaced(good, [...path.slice(0, -1), 'x\0'], 1),
      },
    ];
  });
  return [...whole, ...inner];
}

function paths(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [...before, key],
    ...paths(inner, [...before, key]),
  ]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
