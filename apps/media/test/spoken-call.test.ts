import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsers, hears, openBrowsers } from './browsers.ts';
import { type MediaProcess, startMedia } from './media-process.ts';

const CALLER = 700;
const AGENT = 1100;
const SECOND_AGENT = 1500;
const SUPERVISOR = 1900;
/** What the prompt called tone sounds like. */
const TONE = 440;

type Lab = {
  call: { sendDigit(digit: string): void; mute(muted: boolean): void; close(): void };
  states: { name: string; reason?: string }[];
  connectedAfterMs: number | null;
  microphone: { readyState: string };
  levelsOf(base64: string, hertz: number): Promise<{ levels: number[]; seconds: number }>;
};
declare const lab: Lab;

let media: MediaProcess;
let browsers: Browsers;
beforeAll(async () => {
  media = await startMedia();
  browsers = await openBrowsers(() => media);
});
afterAll(async () => {
  await browsers?.close();
  await media?.stop();
});

const callId = randomUUID();
const caller = { callId, legId: randomUUID(), kind: 'caller', hertz: CALLER };
const agent = { callId, legId: randomUUID(), kind: 'agent', hertz: AGENT };
const second = { callId, legId: randomUUID(), kind: 'agent', hertz: SECOND_AGENT };
const supervisor = { callId, legId: randomUUID(), kind: 'supervisor', hertz: SUPERVISOR };
const zh = 'zh-Hant-TW' as const;
const took: Record<string, number> = {};

const connected = (legId: string) =>
  media.hotline.event('state', (event) => event.legId === legId && event.state === 'connected');

describe('a web call, spoken in a real Chromium', () => {
  let citizen: Page;
  let desk: Page;
  const recordingId = randomUUID();

  test('a citizen joins, hears a prompt, and the peer tells when it is over', async () => {
    citizen = await browsers.sit(caller);
    await connected(caller.legId);
    await citizen.waitForFunction(() => lab.connectedAfterMs !== null);
    took['cold join → connected'] = (await citizen.evaluate(() => lab.connectedAfterMs)) ?? 0;
    const id = await media.command(callId, {
      type: 'play',
      leg: caller.legId,
      prompts: ['tone'],
      language: zh,
    });
    took['prompt heard'] = await hears(citizen, 'main', TONE);
    const played = await media.hotline.event('played', (event) => event.commandId === id);
    expect(played.outcome).toBe('finished');
    await hears(citizen, 'main', null);
  });

  test('keys pressed on the page arrive as digits, in order', async () => {
    await citizen.evaluate(() => {
      lab.call.sendDigit('2');
      lab.call.sendDigit('#');
    });
    await media.hotline.event('digit', (event) => event.digit === '#');
    const digits = media.hotline.events.filter((event) => event.type === 'digit');
    expect(digits.map((event) => event.digit)).toEqual(['2', '#']);
  });

  test('bridged to the agent, each hears the other and only the other', async () => {
    await media.command(callId, {
      type: 'play',
      leg: caller.legId,
      prompts: ['tone'],
      language: zh,
      loop: true,
    });
    await hears(citizen, 'main', TONE);
    desk = await browsers.sit(agent);
    await connected(agent.legId);
    await desk.waitForFunction(() => lab.connectedAfterMs !== null);
    took['warm join → connected'] = (await desk.evaluate(() => lab.connectedAfterMs)) ?? 0;
    await media.command(callId, { type: 'bridge', legs: [caller.legId, agent.legId] });
    took['bridge → caller hears agent'] = await hears(citizen, 'main', AGENT);
    await hears(desk, 'main', CALLER);
    await hears(desk, 'side', null);
  });

  test('after a reload of the agent both hear each other again, and the citizen never dropped', async () => {
    await media.command(callId, {
      type: 'record',
      recordingId,
      legs: [caller.legId, agent.legId],
    });
    // Long enough a voice on the record before the gap to be told from it.
    await hears(desk, 'main', CALLER);
    await desk.waitForTimeout(600);
    const from = performance.now();
    await desk.reload();
    await hears(desk, 'main', CALLER);
    took['reload → agent hears caller'] = performance.now() - from;
    await hears(citizen, 'main', AGENT);
    took['reload → caller hears agent'] = performance.now() - from;
    const states = await citizen.evaluate(() => lab.states.map(({ name }) => name));
    expect(states).toEqual(['connecting', 'connected']);
  });

  test('on hold the citizen hears music, the agent nothing; then they talk on', async () => {
    await media.command(callId, { type: 'unbridge', legs: [caller.legId, agent.legId] });
    await media.command(callId, {
      type: 'play',
      leg: caller.legId,
      prompts: ['please-hold', 'tone'],
      language: zh,
      loop: true,
    });
    await hears(desk, 'main', null);
    await hears(citizen, 'main', TONE);
    await media.command(callId, { type: 'bridge', legs: [caller.legId, agent.legId] });
    took['talk resumed'] = await hears(citizen, 'main', AGENT);
    await hears(desk, 'main', CALLER);
  });

  test('a muted leg is heard by nobody', async () => {
    await media.command(callId, { type: 'mute', leg: agent.legId, muted: true });
    await hears(citizen, 'main', null);
    // A gap long enough to be found in the recording.
    await citizen.waitForTimeout(400);
    await media.command(callId, { type: 'mute', leg: agent.legId, muted: false });
    await hears(citizen, 'main', AGENT);
  });

  test('a supervisor listens to both, whispers to the agent, then barges in', async () => {
    const boss = await browsers.sit(supervisor);
    await connected(supervisor.legId);
    const link = (from: string, to: string, track: 'main' | 'side') =>
      media.command(callId, { type: 'link', from, to, track });
    await link(caller.legId, supervisor.legId, 'main');
    await link(agent.legId, supervisor.legId, 'side');
    await hears(boss, 'main', CALLER);
    await hears(boss, 'side', AGENT);
    await link(supervisor.legId, agent.legId, 'side');
    took['whisper heard'] = await hears(desk, 'side', SUPERVISOR);
    await hears(citizen, 'side', null);
    await link(supervisor.legId, caller.legId, 'side');
    took['barge heard'] = await hears(citizen, 'side', SUPERVISOR);
    await hears(citizen, 'main', AGENT);
    await media.command(callId, { type: 'hangup', leg: supervisor.legId });
    await hears(citizen, 'side', null);
    await boss.waitForFunction(() => lab.states.at(-1)?.reason === 'over');
    expect(await boss.evaluate(() => lab.microphone.readyState)).toBe('ended');
  });

  test('transferred to a second agent, the first one hears nothing more', async () => {
    const other = await browsers.sit(second);
    await connected(second.legId);
    await media.command(callId, { type: 'bridge', legs: [caller.legId, second.legId] });
    took['transfer heard'] = await hears(citizen, 'main', SECOND_AGENT);
    await hears(other, 'main', CALLER);
    await hears(desk, 'main', null);
    await media.command(callId, { type: 'hangup', leg: agent.legId });
    await hears(other, 'main', CALLER);
  });

  test('the recordings are whole: as long as the call, the voice in place, gaps filled', async () => {
    await media.command(callId, { type: 'stopRecording', recordingId });
    const of = (legId: string) =>
      media.hotline.event('recorded', (event) => event.legId === legId && event.complete);
    const [told, heard] = await Promise.all([of(caller.legId), of(agent.legId)]);
    // A stream whose first packet came late stands ahead of the clock by as much, at most a second;
    // and the files end one after the other.
    expect(Math.abs(told.durationMs - heard.durationMs)).toBeLessThanOrEqual(1_100);
    const decode = (file: string, hertz: number) => {
      const base64 = readFileSync(join(media.recordings, file)).toString('base64');
      return citizen.evaluate(([bytes, pitch]) => lab.levelsOf(bytes, pitch), [
        base64,
        hertz,
      ] as const);
    };
    const citizenVoice = await decode(told.file, CALLER);
    expect(citizenVoice.seconds).toBeCloseTo(told.durationMs / 1000, 1);
    // A busy machine stalls the page now and then, and silence is then the truth: not every tenth.
    const spoken = citizenVoice.levels.filter((level) => level > 0.1).length;
    expect(spoken / citizenVoice.levels.length).toBeGreaterThan(0.8);
    const agentVoice = await decode(heard.file, AGENT);
    expect(agentVoice.seconds).toBeCloseTo(heard.durationMs / 1000, 1);
    // Voice, the reload, voice, the muted time, voice: every stretch of 200 ms or more. A page that
    // stalled is silent at first.
    const stretches = agentVoice.levels
      .map((level) => (level > 0.1 ? 'v' : '-'))
      .join('')
      .match(/v{2,}|-{2,}/g);
    const inTurn = stretches?.map((stretch) => stretch[0]).join('');
    expect(inTurn?.replace(/(.)\1+/g, '$1')).toMatch(/^-?v-v-v/);
  });

  test('when the call is hung up every page learns it and lets go of the microphone', async () => {
    await media.command(callId, { type: 'hangup' });
    await citizen.waitForFunction(() => lab.states.at(-1)?.reason === 'over');
    expect(await citizen.evaluate(() => lab.microphone.readyState)).toBe('ended');
    const { calls, legs } = await media.health();
    expect({ calls, legs }).toEqual({ calls: 0, legs: 0 });
    const seqs = media.hotline.events.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    console.info(
      Object.entries(took)
        .map(([what, ms]) => `${what}: ${Math.round(ms)} ms`)
        .join('\n'),
    );
  });
});
