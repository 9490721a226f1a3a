import type { IncomingMessage } from 'node:http';

/**
 * Whether a socket may be opened by a page of this request's origin: the page must come from this
 * very host or from PUBLIC_URL. Socket.IO's `cors` does not stop a foreign page's WebSocket. A
 * request without an Origin is no browser's; the token decides there, as it does everywhere.
 */
export function isOwnOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.origin === new URL(publicUrl).origin || page.host === request.headers.host;
}
