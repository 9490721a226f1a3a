import { Application, createDecoder, createEncoder } from 'libopus-wasm';
import { fromMuLaw, toMuLaw } from '../../apps/media/src/domain/g711.ts';
import { nodeBrowser } from '../../apps/media/test/node-browser.ts';
import { ToneEar, toneFrames } from '../../apps/media/test/tone.ts';

const FRAME_MS = 20;

/** Calls `next` every 20 ms until it is stopped; waits are counted from the first. */
export function everyFrame(next: () => void): () => void {
  let due = performance.now();
  let timer: NodeJS.Timeout;
  const run = () => {
    next();
    due += FRAME_MS;
    timer = setTimeout(run, Math.max(0, due - performance.now()));
  };
  run();
  return () => clearTimeout(timer);
}

/** An agent's browser without a screen: speaks a tone, and tells which tones it hears. */
export async function headset(hertz: number, join: (sdp: string) => Promise<string>) {
  const sound = { sampleRate: 8_000, channels: 1 } as const;
  const encoder = await createEncoder({ ...sound, application: Application.Audio });
  // What comes beside the first sound, for whoever hears two, is a stream of its own.
  const decoders = { main: await createDecoder(sound), side: await createDecoder(sound) };
  const ears = { main: new ToneEar(), side: new ToneEar() };
  const { main, side } = ears;
  const browser = await nodeBrowser((payload, section) =>
    ears[section].take(toMuLaw(decoders[section].decode(payload))),
  );
  await browser.accept(await join(browser.sdp));
  const tone = toneFrames(hertz);
  const hush = everyFrame(() => {
    const frame = fromMuLaw(tone.next().value as Uint8Array);
    browser.speak(Buffer.from(encoder.encode(frame)));
  });
  return {
    /** Both ears together. */
    ear: {
      get heard() {
        return main.heard + side.heard;
      },
      hears: (tone: number) => main.hears(tone) || side.hears(tone),
      get silent() {
        return main.silent && (side.heard === 0 || side.silent);
      },
    },
    async close(): Promise<void> {
      hush();
      await browser.close();
    },
  };
}
