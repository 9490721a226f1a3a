/** Just enough SIP (RFC 3261) for a telephone that tries the trunk. */
export interface SipMessage {
  /** The request or status line. */
  readonly first: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** Reads a message; header names are in small letters. */
export function readSip(text: string): SipMessage {
  const [head = '', body = ''] = text.split(/\r\n\r\n([\s\S]*)/);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const cut = line.indexOf(':');
    const name = line.slice(0, cut).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(cut + 1).trim()]);
  }
  return { first, headers, body };
}

export function header(message: SipMessage, name: string): string {
  return message.headers.get(name)?.[0] ?? '';
}

/** A message as it is sent, its length counted. */
export function writeSip(
  first: string,
  headers: readonly (readonly [string, string])[],
  body = '',
): string {
  const type = body ? [['Content-Type', 'application/sdp'] as const] : [];
  const all = [...headers, ...type, ['Content-Length', String(body.length)] as const];
  return `${first}\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** Where the address in a From, To, Contact or Route points. */
export function uriIn(value: string): string {
  return /<([^>]+)>/.exec(value)?.[1] ?? value;
}

export function sdp(address: string, port: number): string {
  return [
    'v=0',
    `o=phone 1 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 0 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    '',
  ].join('\r\n');
}

/** Where a description wants its sound. */
export function soundPlace(body: string): { address: string; port: number } {
  const address = /^c=IN IP4 (\S+)/m.exec(body)?.[1] ?? '';
  return { address, port: Number(/^m=audio (\d+)/m.exec(body)?.[1]) };
}
