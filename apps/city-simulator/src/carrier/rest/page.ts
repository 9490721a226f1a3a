import { type Form, integer } from './form.ts';

/** One page of a list in Twilio's form; `key` names the list (`calls`, `conferences`…). */
export function page<T>(key: string, items: readonly T[], path: string, query: Form) {
  const size = integer(query, 'PageSize', 50, 1, 1000);
  const number = integer(query, 'Page', 0, 0, 1_000_000);
  const shown = items.slice(number * size, (number + 1) * size);
  const address = (n: number) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (typeof value === 'string' && name !== 'Page') params.set(name, value);
    }
    params.set('PageSize', String(size));
    params.set('Page', String(n));
    return `${path}?${params}`;
  };
  const more = items.length > (number + 1) * size;
  return {
    [key]: shown,
    page: number,
    page_size: size,
    start: number * size,
    end: number * size + Math.max(0, shown.length - 1),
    uri: address(number),
    first_page_uri: address(0),
    next_page_uri: more ? address(number + 1) : null,
    previous_page_uri: number > 0 ? address(number - 1) : null,
  };
}
