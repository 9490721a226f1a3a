import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';

const PAGE = `<!doctype html><title>echo</title><p id="echo"></p>
<script src="/socket.io/socket.io.js"></script>
<script>
  io({ transports: ['websocket'] }).on('echo', (text) => {
    document.querySelector('#echo').textContent = text;
  });
</script>`;

/**
 * The least that could carry an event to a page: Socket.IO alone. What a client says is sent to
 * every page and put on screen there; no database, no rules, nobody signed in.
 */
export async function startEcho() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  const sockets = new Server(server, { transports: ['websocket'] });
  sockets.on('connection', (socket) => {
    socket.on('say', (text: string, acknowledge: () => void) => {
      sockets.emit('echo', text);
      acknowledge();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const speaker = io(url, { transports: ['websocket'] });
  await new Promise<void>((resolve) => speaker.once('connect', resolve));
  return {
    url,
    /** Says something; resolves when the server has taken it. */
    say: (text: string): Promise<void> => speaker.emitWithAck('say', text),
    close: async () => {
      speaker.close();
      await sockets.close();
    },
  };
}
