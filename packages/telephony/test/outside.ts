import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface OutsideRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/**
 * Stands in for what is outside (the carrier's REST door or the media peer) where a test only asks
 * what it is told: notes every request and answers from `answers`, by the beginning of the path.
 */
export async function startOutside(
  answers: (request: OutsideRequest) => { status?: number; body: unknown } | undefined,
) {
  const requests: OutsideRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = '', url = '' } = incoming;
    const request = { method, path: url, body: await text(incoming) };
    requests.push(request);
    const answer = answers(request) ?? { status: 404, body: { code: 20404, message: 'not found' } };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
export type Outside = Awaited<ReturnType<typeof startOutside>>;
