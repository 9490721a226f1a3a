import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A carrier's REST door that takes whatever it is told and notes it. */
export interface OutsideCarrier {
  readonly url: string;
  /** What it was asked to do, as `METHOD path body`. */
  readonly heard: string[];
  /** Names of calls it knows nothing of any more. */
  readonly forgotten: Set<string>;
  close(): void;
}

/** Starts it on a free port. */
export async function startOutsideCarrier(): Promise<OutsideCarrier> {
  const heard: string[] = [];
  const forgotten = new Set<string>();
  let sids = 0;
  const server = createServer(async (incoming, response) => {
    const { method, url = '' } = incoming;
    heard.push(`${method} ${url} ${await text(incoming)}`);
    const gone = [...forgotten].some((sid) => url.includes(sid));
    const body = gone
      ? { code: 20404, message: 'not found', status: 404 }
      : { sid: `SM${++sids}`, status: 'in-progress' };
    response.writeHead(gone ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    forgotten,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
