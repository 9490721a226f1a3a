/** A file that is not the CSV it should be; `line` counts from 1. */
export class CsvError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'CsvError';
    this.line = line;
  }
}

/** A field, quoted or bare, and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * The records of a CSV text (RFC 4180; a byte order mark and LF line ends are taken too), each as
 * header → value. Empty lines are passed over. @throws CsvError
 */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = readRows(text.replace(/^\uFEFF/, ''));
  if (!header) return [];
  return rows.map(({ fields, line }) => {
    if (fields.length !== header.fields.length) {
      throw new CsvError(line, `${fields.length} fields, not ${header.fields.length}`);
    }
    return Object.fromEntries(header.fields.map((name, at) => [name, fields[at] ?? '']));
  });
}

function readRows(text: string): { fields: string[]; line: number }[] {
  const rows: { fields: string[]; line: number }[] = [];
  let fields: string[] = [];
  let line = 1;
  let begun = line;
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || fields.length > 0) {
    const found = FIELD.exec(text);
    if (!found) throw new CsvError(line, 'a quote does not fit');
    const [whole, quoted, bare = '', end] = found;
    fields.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (fields.length > 1 || fields[0] !== '') rows.push({ fields, line: begun });
    fields = [];
    begun = line;
  }
  return rows;
}
