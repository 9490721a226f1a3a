import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** The person at the terminal has gone away without typing anything. */
export class NothingTyped extends Error {}

/**
 * A password: typed at a terminal, twice and without being shown, or else the first line of what
 * is piped in. Null when the two do not agree. @throws NothingTyped at the end of input or Ctrl-C.
 */
export async function readPassword(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Promise<string | null> {
  if (!input.isTTY) return (await text(input)).split(/\r?\n/)[0] ?? '';
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silence, terminal: true });
  const ask = async (question: string) => {
    output.write(question);
    const gone = new Promise<never>((_, reject) =>
      lines.once('close', () => reject(new NothingTyped())),
    );
    const typed = await Promise.race([lines.question(''), gone]);
    output.write('\n');
    return typed;
  };
  try {
    const first = await ask('密碼 Password: ');
    const second = await ask('再一次 Once more: ');
    return first === second ? first : null;
  } finally {
    lines.close();
  }
}
