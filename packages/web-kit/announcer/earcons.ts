/** Short sounds with a meaning. They differ in melody, so they are told apart without loudness. */
export type Earcon = 'ring' | 'newOrder' | 'newDanger' | 'warning' | 'breach' | 'done' | 'message';

/** Hertz and seconds, note by note. */
const melodies: Record<Earcon, { hz: number; seconds: number }[]> = {
  ring: [
    { hz: 660, seconds: 0.18 },
    { hz: 880, seconds: 0.18 },
    { hz: 660, seconds: 0.18 },
    { hz: 880, seconds: 0.3 },
  ],
  newOrder: [
    { hz: 523, seconds: 0.14 },
    { hz: 659, seconds: 0.14 },
    { hz: 784, seconds: 0.24 },
  ],
  newDanger: [
    { hz: 880, seconds: 0.16 },
    { hz: 587, seconds: 0.16 },
    { hz: 880, seconds: 0.16 },
    { hz: 587, seconds: 0.16 },
    { hz: 988, seconds: 0.4 },
  ],
  warning: [
    { hz: 440, seconds: 0.2 },
    { hz: 440, seconds: 0.2 },
  ],
  breach: [
    { hz: 392, seconds: 0.2 },
    { hz: 294, seconds: 0.4 },
  ],
  done: [{ hz: 988, seconds: 0.12 }],
  message: [
    { hz: 784, seconds: 0.08 },
    { hz: 1175, seconds: 0.12 },
  ],
};

const deviceKey = '1999.earcons.device';
const volumeKey = '1999.earcons.volume';

interface SinkContext extends AudioContext {
  setSinkId?(id: string): Promise<void>;
}

let context: SinkContext | undefined;

async function openContext(): Promise<SinkContext> {
  context ??= new AudioContext() as SinkContext;
  const device = localStorage.getItem(deviceKey);
  if (device && context.setSinkId) await context.setSinkId(device).catch(() => undefined);
  if (context.state === 'suspended') await context.resume();
  return context;
}

/** Plays `name` on the chosen output device; never into a call. Silent where sound is refused. */
export async function playEarcon(name: Earcon): Promise<void> {
  const volume = Number(localStorage.getItem(volumeKey) ?? '0.5');
  if (volume <= 0) return;
  const audio = await openContext();
  const gain = audio.createGain();
  gain.gain.value = volume * 0.3;
  gain.connect(audio.destination);
  let at = audio.currentTime;
  for (const { hz, seconds } of melodies[name]) {
    const tone = audio.createOscillator();
    tone.type = 'triangle';
    tone.frequency.value = hz;
    tone.connect(gain);
    tone.start(at);
    tone.stop(at + seconds * 0.85);
    at += seconds;
  }
}

/** Sends earcons to the output device `id` (of `enumerateDevices`), kept on this device. */
export async function chooseEarconDevice(id: string): Promise<void> {
  localStorage.setItem(deviceKey, id);
  if (context) await openContext();
}

/** Loudness from 0 (off) to 1, kept on this device. */
export function chooseEarconVolume(volume: number): void {
  localStorage.setItem(volumeKey, String(Math.min(1, Math.max(0, volume))));
}

/** The chosen output device, empty for the standard one, and the loudness. */
export function earconSettings(): { device: string; volume: number } {
  return {
    device: localStorage.getItem(deviceKey) ?? '',
    volume: Number(localStorage.getItem(volumeKey) ?? '0.5'),
  };
}
