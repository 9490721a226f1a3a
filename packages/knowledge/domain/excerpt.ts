/** The beginning of a text, at most `most` characters, cut after a sentence where one ends in time. */
export function excerptOf(text: string, most: number): string {
  const signs = [...text.trim().replace(/\s+/gu, ' ')];
  if (signs.length <= most) return signs.join('');
  const head = signs.slice(0, most);
  const end = head.findLastIndex((sign) => '。！？!?'.includes(sign));
  return end >= most / 2 ? head.slice(0, end + 1).join('') : `${head.slice(0, -1).join('')}…`;
}
