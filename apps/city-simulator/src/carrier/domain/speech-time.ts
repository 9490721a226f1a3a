const CJK = /[\u3400-\u9fff\uf900-\ufaff]/gu;

/**
 * How long a text takes to say, in milliseconds: about four Chinese characters or two and a
 * half words of another language a second.
 */
export function speechTime(text: string): number {
  const characters = text.match(CJK)?.length ?? 0;
  const words = text.replace(CJK, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return characters * 250 + words * 400;
}

/** A recording's length is not known here, so every Play lasts this long, in milliseconds. */
export const PLAY_TIME = 10_000;
