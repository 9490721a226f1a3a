import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { freePort } from '@1999/platform';
import { startTestApp, type TestApp, testConfig, until } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import type { TestAgent } from '@1999/routing/testing';
import { telephony } from '@1999/telephony';
import { MediaReady } from '@1999/telephony/contract/media';
import { ToneEar, toneFrames } from '../../apps/media/test/tone.ts';
import { everyFrame, headset } from './headset.ts';

const { secrets } = testConfig();

/** A media peer in a process of its own, whose hotline is at that port. */
export async function startPeer(hotlinePort: number) {
  const recordings = mkdtempSync(join(tmpdir(), 'trunk-'));
  const port = await freePort();
  const env = {
    ...process.env,
    MEDIA_PORT: String(port),
    MEDIA_SECRET: secrets.media,
    MEDIA_EVENTS_URL: `http://127.0.0.1:${hotlinePort}/telephony/media/events`,
    MEDIA_RECORDINGS: recordings,
    MEDIA_GONE_SECONDS: '1',
    MEDIA_SILENCE_SECONDS: '1',
  };
  let process_: ChildProcess;
  const start = async () => {
    const main = join(import.meta.dirname, '../../apps/media/src/main.ts');
    process_ = spawn(process.execPath, [main], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = await once(process_.stdout as NodeJS.ReadableStream, 'data');
    MediaReady.parse(JSON.parse(String(line)));
  };
  const stop = async () => {
    process_.stdin?.end();
    await once(process_, 'exit');
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    recordings,
    async restart(): Promise<void> {
      await stop();
      await start();
    },
    async close(): Promise<void> {
      await stop();
      rmSync(recordings, { recursive: true, force: true });
    },
  };
}

export interface TrunkAt {
  /** Where the engine's REST interface is. */
  readonly engineUrl: string;
  readonly signIn: { readonly user: string; readonly password: string };
  readonly mediaUrl: string;
  readonly port: number;
}

/** A hotline whose calls come by a SIP trunk; not yet listening to its engine. */
export async function startTrunkCity({ engineUrl, signIn, mediaUrl, port }: TrunkAt) {
  const { host: name, origin } = new URL(engineUrl);
  const trunk = {
    ...signIn,
    engines: [{ name, url: `${origin}/ari` }],
    endpoint: 'PJSIP/{number}@trunk',
    number: '1999',
  };
  const emergencyNumbers = { '110': '110', '119': '119' };
  const city = await startTestApp({
    modules: [messaging, directory, cases, routing, telephony],
    config: { secrets, mediaUrl, trunk, emergencyNumbers },
  });
  await city.server.listen({ port, host: '127.0.0.1' });
  const closers: (() => unknown)[] = [];
  let stopListening: (() => Promise<void>) | undefined;
  return {
    ...withHelpers(city, closers),
    city,
    /** Begins to listen to the engine's events, as a worker does. */
    async listen(): Promise<void> {
      stopListening = await telephony.startWorker?.(city.app);
    },
    async hush(): Promise<void> {
      await stopListening?.();
      stopListening = undefined;
    },
    async close(): Promise<void> {
      for (const close of closers.splice(0)) await close();
      await stopListening?.();
      // The media peer keeps its connection open, and would be waited for.
      const free = setInterval(() => city.server.server.closeIdleConnections(), 100);
      await city.close();
      clearInterval(free);
    },
  };
}

interface Sounding {
  speak(frame: Uint8Array): void;
}

function withHelpers(city: TestApp, closers: (() => unknown)[]) {
  /** Looks until it holds, letting jobs and sweeps run meanwhile. */
  const comesTrue = (what: () => boolean | Promise<boolean>, ms?: number) =>
    until(async () => {
      await city.settle();
      return what();
    }, ms);
  /** How the last call stands that came in. */
  const lastCall = async () => {
    const [row] = await city.app.sql<{ step: string; state: string; end_reason: string | null }[]>`
      select step, state, end_reason from call where direction = 'inbound' order by id desc`;
    return row;
  };
  return {
    comesTrue,
    lastCall,
    atStep: (step: string) => comesTrue(async () => (await lastCall())?.step === step),
    /** A telephone that speaks a tone from now on, with an ear for what it is given. */
    handset<P extends Sounding>(
      phone: P,
      onSound: (hear: (frame: Uint8Array) => void) => void,
      hertz: number,
    ) {
      const ear = new ToneEar();
      onSound((frame) => ear.take(frame));
      const tone = toneFrames(hertz);
      const hush = everyFrame(() => phone.speak(tone.next().value as Uint8Array));
      closers.push(hush);
      return { phone, ear, hush };
    },
    /** The agent's browser joins with its voice. */
    async joins(agent: TestAgent, callId: string, hertz: number) {
      const one = await headset(hertz, async (sdp) => {
        const answer = await agent.post(`/api/calls/${callId}/leg`, { sdp });
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
        return answer.body.sdp;
      });
      closers.push(() => one.close());
      return one;
    },
    /** Waits until it rings at the agent's place, and answers. */
    async takes(agent: TestAgent) {
      await comesTrue(async () => (await agent.get('/api/offers/current')).body.offer !== null);
      const { offer } = (await agent.get('/api/offers/current')).body;
      await agent.post(`/api/offers/${offer.offerId}/answer`);
      return offer;
    },
    async snapshot(agent: TestAgent, callId: string) {
      return (await agent.get(`/api/calls/${callId}/snapshot`)).body;
    },
  };
}
export type TrunkCity = Awaited<ReturnType<typeof startTrunkCity>>;
