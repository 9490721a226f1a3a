import { waveFile } from '@1999/sound';

/** A tone as somebody would record it. `level` is its peak, 1 the most there can be. */
export function recordedTone({
  hertz = 440,
  seconds = 1,
  rate = 44_100,
  level = 0.3,
} = {}): Buffer {
  const samples = Int16Array.from({ length: Math.round(seconds * rate) }, (_, at) =>
    Math.round(32_767 * level * Math.sin((2 * Math.PI * hertz * at) / rate)),
  );
  return Buffer.from(waveFile(samples, rate));
}

/** A file as the one part of a form, ready to be posted. */
export function asForm(file: Buffer, name = 'file'): { payload: Buffer; contentType: string } {
  const boundary = 'recorded-sound';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="a.wav"\r\ncontent-type: audio/wav\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** How strongly a pitch is heard in a WAVE file of ours, 0 to 1 (Goertzel). */
export function pitchIn(wave: Uint8Array, hertz: number, rate = 8_000): number {
  const view = new DataView(wave.buffer, wave.byteOffset + 44, wave.byteLength - 44);
  const length = Math.floor(view.byteLength / 2);
  const turn = (2 * Math.PI * hertz) / rate;
  let [real, imaginary, power] = [0, 0, 0];
  for (let at = 0; at < length; at += 1) {
    const sample = view.getInt16(at * 2, true) / 32_768;
    real += sample * Math.cos(turn * at);
    imaginary += sample * Math.sin(turn * at);
    power += sample * sample;
  }
  return power === 0 ? 0 : (2 * (real * real + imaginary * imaginary)) / (length * power);
}
