import type { BrowserContext, Page } from 'playwright-core';

/** What a page's call receives, sampled as it comes. */
interface Ear {
  /** The latest samples, oldest first: the loudest frequency (null: silence) and how loud, 0 to 1. */
  readonly samples: { hertz: number | null; loudness: number }[];
  /** How loud this frequency is now, in dB. */
  level(hertz: number): number;
  /** The microphones the page has been given. */
  readonly microphones: MediaStreamTrack[];
}
declare global {
  interface Window {
    ear: Ear;
  }
}

const WAIT_MS = 15_000;
/** Samples in a row that must agree: at one in 50 ms, a good third of a second. */
const STEADY = 8;

/**
 * From now on every page of this profile speaks a tone of `hertz` into its microphone, and keeps
 * what its calls receive in `window.ear`. The browser's own microphone is asked for first, so that
 * its permission counts.
 */
export async function speakTone(context: BrowserContext, hertz: number): Promise<void> {
  await context.addInitScript((pitch: number) => {
    const audio = new AudioContext({ sampleRate: 48_000 });
    const analyser = new AnalyserNode(audio, { fftSize: 4096, smoothingTimeConstant: 0 });
    const ear: Ear = {
      samples: [],
      microphones: [],
      level(at) {
        const levels = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(levels);
        return levels[Math.round((at * analyser.fftSize) / audio.sampleRate)] ?? -Infinity;
      },
    };
    window.ear = ear;
    setInterval(() => {
      const levels = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(levels);
      const loudest = levels.indexOf(Math.max(...levels.subarray(1)));
      const wave = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(wave);
      const silent = (levels[loudest] ?? -Infinity) < -60;
      ear.samples.push({
        hertz: silent ? null : (loudest * audio.sampleRate) / analyser.fftSize,
        loudness: Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length),
      });
      ear.samples.splice(0, ear.samples.length - 600);
    }, 50);

    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      for (const track of (await ask(constraints)).getTracks()) track.stop();
      const mouth = new MediaStreamAudioDestinationNode(audio, { channelCount: 1 });
      const tone = new OscillatorNode(audio, { frequency: pitch });
      tone.connect(new GainNode(audio, { gain: 0.3 })).connect(mouth);
      tone.start();
      void audio.resume();
      ear.microphones.push(...mouth.stream.getAudioTracks());
      return mouth.stream;
    };

    let heard: MediaStreamAudioSourceNode | undefined;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('track', ({ track, transceiver }) => {
          // The first section carries the conversation, the second only whispers.
          if (transceiver !== this.getTransceivers()[0]) return;
          heard?.disconnect();
          heard = new MediaStreamAudioSourceNode(audio, { mediaStream: new MediaStream([track]) });
          heard.connect(analyser);
        });
      }
    };
  }, hertz);
}

/** Waits until the page steadily hears this tone, and its own 20 dB below it or not at all. */
export async function hearsTone(page: Page, hertz: number, own: number): Promise<void> {
  await page.waitForFunction(
    ([wanted, mine, steady]) => {
      const latest = window.ear.samples.slice(-steady);
      const same = latest.every((sample) => Math.abs((sample.hertz ?? 0) - wanted) < 25);
      return (
        latest.length === steady && same && window.ear.level(mine) < window.ear.level(wanted) - 20
      );
    },
    [hertz, own, STEADY] as const,
    { polling: 50, timeout: WAIT_MS },
  );
}

/** Waits until the page steadily hears nothing. */
export async function hearsSilence(page: Page): Promise<void> {
  await page.waitForFunction(
    (steady) => {
      const latest = window.ear.samples.slice(-steady);
      return latest.length === steady && latest.every((sample) => sample.hertz === null);
    },
    STEADY,
    { polling: 50, timeout: WAIT_MS },
  );
}

/** Waits for speech: two seconds of it go through dozens of pitches. */
export function hearsSpeech(page: Page): Promise<void> {
  return hearsPitches(page, { least: 12, most: Infinity });
}

/** Waits for hold music: two seconds of it are three or four notes and their octaves. */
export function hearsMusic(page: Page): Promise<void> {
  return hearsPitches(page, { least: 3, most: 9 });
}

/** Waits, from this moment on, for two seconds mostly of sound, of so many different pitches. */
async function hearsPitches(page: Page, wanted: { least: number; most: number }): Promise<void> {
  await page.evaluate(() => window.ear.samples.splice(0));
  await page.waitForFunction(
    ({ least, most }) => {
      const latest = window.ear.samples.slice(-40);
      const loud = latest.filter(({ hertz, loudness }) => hertz !== null && loudness > 0.01);
      const pitches = new Set(loud.map(({ hertz }) => hertz)).size;
      return latest.length === 40 && loud.length >= 24 && pitches >= least && pitches <= most;
    },
    wanted,
    { polling: 50, timeout: WAIT_MS },
  );
}

/** Waits until every microphone the page was given is let go of. */
export async function letsGoOfTheMicrophone(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      window.ear.microphones.length > 0 &&
      window.ear.microphones.every((track) => track.readyState === 'ended'),
    undefined,
    { polling: 50, timeout: WAIT_MS },
  );
}
