import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands in the place of `@NAME@` in the configuration files. */
export type Settings = Readonly<Record<string, string>>;

const PLACE = /@([A-Z][A-Z_]*)@/g;

/**
 * Writes the files of one program (`asterisk` or `kamailio`) with these settings into a folder; the
 * settings may name the folder itself as FOLDER. @throws naming a setting that is missing.
 */
export function render(program: 'asterisk' | 'kamailio', settings: Settings, folder: string): void {
  const from = join(import.meta.dirname, program);
  mkdirSync(folder, { recursive: true });
  const known: Settings = { FOLDER: folder, ...settings };
  for (const name of readdirSync(from)) {
    const text = readFileSync(join(from, name), 'utf8').replaceAll(PLACE, (_, setting: string) => {
      const value = known[setting];
      if (value === undefined) throw new Error(`${program}/${name} wants the setting ${setting}`);
      return value;
    });
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
}

if (import.meta.main) {
  const [program, file, folder] = process.argv.slice(2);
  if ((program !== 'asterisk' && program !== 'kamailio') || !file || !folder) {
    console.error('node infra/sip/render.ts asterisk|kamailio SETTINGS.json FOLDER');
    process.exit(2);
  }
  render(program, JSON.parse(readFileSync(file, 'utf8')), folder);
}
