import { told } from './story.ts';

/** What tells who the citizen is. */
export const identifying: readonly string[] = [
  told.name,
  told.name.slice(-2),
  told.phone,
  told.phone.slice(4),
  told.email,
];

/** Everything the citizen told, and everything written down about it. */
export const everythingTold: readonly string[] = [
  ...identifying,
  told.address,
  '紫藤巷',
  told.landmark,
  told.description,
  '摔斷了左手',
  told.note,
  told.instructions,
  told.report,
  told.comment,
  told.crewPhone,
  told.crewPhone.slice(4),
];

/** The needles that `text` holds, in the clear or in a form that anybody can read back. */
export function foundIn(text: string, needles: readonly string[]): string[] {
  const haystack = text.toLowerCase();
  return needles.filter((needle) =>
    writtenForms(needle).some((form) => haystack.includes(form.toLowerCase())),
  );
}

function writtenForms(needle: string): string[] {
  const utf8 = Buffer.from(needle);
  const escaped = [...needle].map((char) => {
    const code = char.charCodeAt(0);
    return code < 128 ? char : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  // Within a longer text base64 begins at any of three places; its middle is always the same.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    needle,
    encodeURIComponent(needle),
    escaped.join(''),
    utf8.toString('hex'),
    ...base64.filter((form) => form.length >= 8),
  ];
}
