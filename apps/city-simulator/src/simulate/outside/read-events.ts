/** The Server-Sent Events of an address, until it ends. @throws when it cannot be read. */
export async function* readEvents(
  url: string,
  signal: AbortSignal,
): AsyncGenerator<{ event: string; data: string }> {
  const response = await fetch(url, { signal, headers: { accept: 'text/event-stream' } });
  if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`);
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string) =>
        part
          .split('\n')
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join('\n');
      const event = field('event');
      if (event) yield { event, data: field('data') };
    }
  }
}
