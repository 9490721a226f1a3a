const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/**
 * A RIFF/WAVE file of one channel, 16-bit PCM, at `rate` samples a second: what every telephone
 * carrier and every browser plays.
 */
export function waveFile(samples: Int16Array, rate: number): Uint8Array {
  const bytes = samples.length * BYTES_PER_SAMPLE;
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + bytes));
  const word = (at: number, text: string) =>
    [...text].forEach((letter, index) => {
      file.setUint8(at + index, letter.charCodeAt(0));
    });
  word(0, 'RIFF');
  file.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  word(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * BYTES_PER_SAMPLE, true);
  file.setUint16(32, BYTES_PER_SAMPLE, true);
  file.setUint16(34, 16, true);
  word(36, 'data');
  file.setUint32(40, bytes, true);
  samples.forEach((sample, index) => {
    file.setInt16(HEADER_BYTES + index * BYTES_PER_SAMPLE, sample, true);
  });
  return new Uint8Array(file.buffer);
}
