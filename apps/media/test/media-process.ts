import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import {
  CallSnapshot,
  MEDIA_SECRET_HEADER,
  type MediaCommandInput,
  type MediaEvent,
  MediaEventBatch,
  MediaHealth,
  MediaReady,
} from '@1999/telephony/contract/media';

type WithoutId<C> = C extends MediaCommandInput ? Omit<C, 'id'> : never;

/** A real media process, with a hotline that only listens to its events. */
export type MediaProcess = Awaited<ReturnType<typeof startMedia>>;

export async function startMedia(environment: Record<string, string> = {}) {
  const secret = randomBytes(16).toString('hex');
  const recordings = mkdtempSync(join(tmpdir(), 'media-'));
  const hotline = await listenForEvents(secret);
  const env = {
    ...process.env,
    MEDIA_SECRET: secret,
    MEDIA_EVENTS_URL: hotline.url,
    MEDIA_RECORDINGS: recordings,
    ...environment,
  };
  const main = join(import.meta.dirname, '../src/main.ts');
  const child = spawn(process.execPath, [main], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const port = await readyPort(child, () => errors);
  const url = `http://127.0.0.1:${port}`;
  const headers = { 'content-type': 'application/json', [MEDIA_SECRET_HEADER]: secret };
  const offered = new Set<string>();

  async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }
  async function get(path: string): Promise<unknown> {
    return (await fetch(url + path, { headers })).json();
  }
  return {
    url,
    child,
    recordings,
    hotline,
    post,
    offer(legId: string, body: { callId: string; kind: string; sdp?: string }) {
      offered.add(body.callId);
      return post(`/legs/${legId}/offer`, body);
    },
    /** Hangs up whatever a test left, so that one that failed takes no room from the next. */
    async hangUpAll(): Promise<void> {
      const hangup = { id: randomUUID(), type: 'hangup' };
      await Promise.all([...offered].map((callId) => post(`/calls/${callId}/commands`, hangup)));
      offered.clear();
    },
    /** Sends a command; throws unless it was carried out. Returns its id. */
    async command(callId: string, command: WithoutId<MediaCommandInput>): Promise<string> {
      const id = randomUUID();
      const answer = await post(`/calls/${callId}/commands`, { id, ...command });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer));
      return id;
    },
    health: async () => MediaHealth.parse(await get('/health')),
    snapshot: async (callId: string) => CallSnapshot.parse(await get(`/calls/${callId}`)),
    errors: () => errors,
    /** Lets go of the pipe, as a dying hotline does; the exit code of the process. */
    async stop(): Promise<number | null> {
      if (child.exitCode === null && child.signalCode === null) {
        child.stdin.end();
        await once(child, 'exit');
      }
      hotline.close();
      rmSync(recordings, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

async function readyPort(child: ChildProcess, errors: () => string): Promise<number> {
  const line = once(child.stdout as NodeJS.ReadableStream, 'data').then(([data]) => String(data));
  const exit = once(child, 'exit').then(() => {
    throw new Error(`the media process ended: ${errors()}`);
  });
  return MediaReady.parse(JSON.parse(await Promise.race([line, exit]))).port;
}

async function listenForEvents(secret: string) {
  const events: MediaEvent[] = [];
  const waiting = new Set<() => void>();
  /** Answers to give instead of 204, one for each request to come. */
  const refusals: number[] = [];
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const body = await json(request);
    const refusal = refusals.shift();
    const status = request.headers[MEDIA_SECRET_HEADER] === secret ? (refusal ?? 204) : 401;
    if (status === 204) {
      events.push(...MediaEventBatch.parse(body).events);
      for (const look of waiting) look();
    }
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/events`,
    events,
    refusals,
    requests: () => requests,
    /** The first event that fits, come already or yet to come. */
    event<T extends MediaEvent['type']>(
      type: T,
      fits: (event: Extract<MediaEvent, { type: T }>) => boolean = () => true,
    ): Promise<Extract<MediaEvent, { type: T }>> {
      return new Promise((resolve) => {
        const look = () => {
          const found = events.find(
            (event): event is Extract<MediaEvent, { type: T }> =>
              event.type === type && fits(event as Extract<MediaEvent, { type: T }>),
          );
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
