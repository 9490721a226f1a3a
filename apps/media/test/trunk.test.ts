import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Browsers, hears, openBrowsers } from './browsers.ts';
import { engineLine } from './engine-line.ts';
import { type MediaProcess, startMedia } from './media-process.ts';

const CALLER = 700;
const AGENT = 1100;
const THIRD = 1500;
/** What the prompt called tone sounds like. */
const TONE = 440;

type Lab = {
  levelsOf(base64: string, hertz: number): Promise<{ levels: number[]; seconds: number }>;
};
declare const lab: Lab;
type Line = Awaited<ReturnType<typeof engineLine>>;

let media: MediaProcess;
let browsers: Browsers;
const lines: Line[] = [];
beforeAll(async () => {
  media = await startMedia({ MEDIA_SILENCE_SECONDS: '1', MEDIA_GONE_SECONDS: '1' });
  browsers = await openBrowsers(() => media);
});
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});
afterAll(async () => {
  await browsers?.close();
  await media?.stop();
});

const soon = { timeout: 10_000, interval: 20 };
const trunk = (legId: string, body: object) => media.post(`/legs/${legId}/trunk`, body);
async function ring(callId: string, legId: string, hertz: number, kind = 'caller') {
  const line = await engineLine(hertz);
  lines.push(line);
  const opened = await trunk(legId, { callId, kind, engine: null });
  const place = opened.body as { address: string; port: number };
  await trunk(legId, { callId, kind, engine: line.place });
  line.speak(place.port);
  return { line, place };
}
const agentSits = async (callId: string, legId: string): Promise<Page> => {
  const page = await browsers.sit({ callId, legId, kind: 'agent', hertz: AGENT });
  await media.hotline.event('state', (one) => one.legId === legId && one.state === 'connected');
  return page;
};

test('a caller by trunk hears a prompt, talks with an agent’s browser, and both are recorded', async () => {
  const [callId, caller, agent] = [randomUUID(), randomUUID(), randomUUID()];
  const { line } = await ring(callId, caller, CALLER);
  await media.hotline.event('state', (one) => one.legId === caller && one.state === 'connected');
  const commandId = await media.command(callId, {
    type: 'play',
    leg: caller,
    prompts: ['tone'],
    language: 'en',
    loop: true,
  });
  await vi.waitFor(() => expect(line.ear.hears(TONE)).toBe(true), soon);

  const desk = await agentSits(callId, agent);
  await media.command(callId, { type: 'bridge', legs: [caller, agent] });
  await media.hotline.event('played', (one) => one.commandId === commandId);
  await hears(desk, 'main', CALLER);
  await vi.waitFor(() => expect(line.ear.hears(AGENT)).toBe(true), soon);
  expect(line.ear.hears(TONE)).toBe(false);
  expect(line.seqs).toEqual(line.seqs.map((_, at) => ((line.seqs[0] ?? 0) + at) & 0xffff));

  const recordingId = randomUUID();
  await media.command(callId, { type: 'record', recordingId, legs: [caller, agent] });
  await desk.waitForTimeout(1_500);
  await media.command(callId, { type: 'stopRecording', recordingId });
  for (const [legId, hertz] of [
    [caller, CALLER],
    [agent, AGENT],
  ] as const) {
    const { file } = await media.hotline.event('recorded', (one) => one.legId === legId);
    const base64 = readFileSync(join(media.recordings, file)).toString('base64');
    const { levels } = await desk.evaluate(([sound, pitch]) => lab.levelsOf(sound, pitch), [
      base64,
      hertz,
    ] as const);
    expect(levels.filter((level) => level > 0.1).length / levels.length).toBeGreaterThan(0.6);
  }
  await media.command(callId, { type: 'hangup' });
  const before = line.ear.heard;
  await desk.waitForTimeout(200);
  expect(line.ear.heard - before).toBeLessThan(3);
}, 40_000);

test('three in a room: a line hears the two others added up', async () => {
  const [callId, caller, agent, fire] = Array.from({ length: 4 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  const { line } = await ring(callId, caller, CALLER);
  const other = await ring(callId, fire, THIRD, 'outside');
  const desk = await agentSits(callId, agent);
  await media.command(callId, {
    type: 'arrange',
    hears: [
      { leg: caller, main: agent, side: fire },
      { leg: agent, main: caller, side: fire },
      { leg: fire, main: caller, side: agent },
    ],
  });
  await vi.waitFor(() => {
    expect([AGENT, THIRD, CALLER].map((hertz) => line.ear.hears(hertz))).toEqual([
      true,
      true,
      false,
    ]);
    expect([CALLER, AGENT].map((hertz) => other.line.ear.hears(hertz))).toEqual([true, true]);
  }, soon);
  await hears(desk, 'side', THIRD);
}, 40_000);

test('nobody but the engine speaks into a call, and what is no telephone’s sound is left out', async () => {
  const [callId, caller, agent] = [randomUUID(), randomUUID(), randomUUID()];
  const { line, place } = await ring(callId, caller, CALLER);
  line.hush();
  const stranger = await engineLine(THIRD);
  lines.push(stranger);
  const desk = await agentSits(callId, agent);
  await media.command(callId, { type: 'bridge', legs: [caller, agent] });
  stranger.speak(place.port);
  line.speak(place.port, 101);
  await desk.waitForTimeout(600);
  await hears(desk, 'main', null);
  expect(stranger.ear.heard).toBe(0);
  line.hush();
  line.speak(place.port);
  await hears(desk, 'main', CALLER);
}, 40_000);

test('a line that falls silent is told of and not taken for gone; asked again it has the same port', async () => {
  const [callId, caller] = [randomUUID(), randomUUID()];
  const { line, place } = await ring(callId, caller, CALLER);
  line.hush();
  await media.hotline.event('silent', (one) => one.legId === caller);
  const [leg] = (await media.snapshot(callId)).legs;
  expect(leg).toMatchObject({ state: 'connected', silent: true });
  const again = await trunk(caller, { callId, kind: 'caller', engine: null });
  expect(again).toEqual({ status: 200, body: place });
  line.speak(place.port);
  await media.hotline.event('heard', (one) => one.legId === caller);
});

test('a wrong place is refused by name; a leg that has hung up opens no port', async () => {
  const [callId, caller] = [randomUUID(), randomUUID()];
  await ring(callId, caller, CALLER);
  const place = { address: 'somewhere', port: 1 };
  const wrong = await trunk(caller, { callId, kind: 'caller', engine: place });
  expect(wrong).toMatchObject({ status: 400, body: { field: 'engine.address' } });
  await media.command(callId, { type: 'hangup', leg: caller });
  expect((await trunk(caller, { callId, kind: 'caller', engine: null })).status).toBe(410);
});

test('with every port of the range taken the next line is refused and leaves nothing behind', async () => {
  const own = await startMedia({ MEDIA_RTP_PORTS: '47990-47990' });
  const open = (callId: string) =>
    own.post(`/legs/${randomUUID()}/trunk`, { callId, kind: 'caller', engine: null });
  expect((await open(randomUUID())).status).toBe(200);
  expect(await open(randomUUID())).toMatchObject({ status: 503, body: { code: 'no_port_free' } });
  expect((await own.health()).calls).toBe(1);
  await own.stop();
});
