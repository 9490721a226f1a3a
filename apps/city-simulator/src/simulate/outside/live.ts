import { Change } from '@1999/platform/contract';
import { io } from 'socket.io-client';
import type { Api } from './api.ts';

/** Tells of the live events of `topics`, each once; `onResync` when some were missed for good. */
export function listen(
  api: Api,
  topics: readonly string[],
  on: { event(change: Change): void; resync(): void },
): () => void {
  let position: number | undefined;
  const socket = io(api.url, {
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3_000,
    auth: (give) => give({ token: api.token, after: position }),
  });
  const forget = api.onToken((token) => socket.emit('refresh', { token }));
  socket.on('connect', async () => {
    const again = position !== undefined;
    const ack = await socket
      .timeout(5_000)
      .emitWithAck('subscribe', { topics, after: position })
      .catch(() => null);
    if (!ack) socket.disconnect().connect();
    else position ??= ack.position;
    if (!again) on.resync();
  });
  socket.on('event', (data: unknown) => {
    const change = Change.safeParse(data).data;
    if (!change || (position !== undefined && change.position <= position)) return;
    position = change.position;
    on.event(change);
  });
  socket.on('resync', () => on.resync());
  return () => {
    forget();
    socket.disconnect();
  };
}
