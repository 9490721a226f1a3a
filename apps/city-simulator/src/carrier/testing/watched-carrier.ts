import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Exchange } from './twilio-description.ts';

/** A door before a carrier's REST API that notes every exchange, and passes it on unchanged. */
export async function watchCarrier(carrierUrl: () => string) {
  const exchanges: Exchange[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming;
    const body = await text(incoming);
    const answer = await fetch(carrierUrl() + path, {
      method,
      headers: {
        authorization: headers.authorization ?? '',
        ...(body ? { 'content-type': headers['content-type'] ?? '' } : {}),
      },
      body: body || null,
    });
    const said = await answer.text();
    const { status } = answer;
    const form = new URLSearchParams(body);
    exchanges.push({ method, path, form, status, answer: said ? JSON.parse(said) : null });
    const type = { 'content-type': answer.headers.get('content-type') ?? 'application/json' };
    response.writeHead(status, status === 204 ? {} : type).end(said);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
