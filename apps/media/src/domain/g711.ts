/** G.711 µ-law (ITU-T G.711), the sound of telephone trunks: 8,000 samples a second, a byte each. */

/** What a silent line carries. */
export const MU_LAW_SILENCE = 0xff;

const BIAS = 0x84;
const LOUDEST = 32_635;

const linear = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const exponent = (code >> 4) & 7;
  const magnitude = ((((code & 0x0f) << 3) + BIAS) << exponent) - BIAS;
  return code & 0x80 ? -magnitude : magnitude;
});

/** The samples, 16 bits each, that these bytes stand for. */
export function fromMuLaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => linear[byte] as number);
}

/** The bytes nearest to these samples of 16 bits; what is louder than a trunk carries is cut. */
export function toMuLaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, codeOf);
}

function codeOf(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), LOUDEST) + BIAS;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
