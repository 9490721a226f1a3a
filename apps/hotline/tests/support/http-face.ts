import type { Face } from './story.ts';

/** The face of a hotline in a process of its own. */
export function httpFace(publicUrl: string, carrierToken: string): Face {
  return {
    publicUrl,
    carrierToken,
    request: async ({ method, url, headers, body }) => {
      const answer = await fetch(`${publicUrl}${url}`, {
        method,
        headers: { ...headers, connection: 'close' },
        body: typeof body === 'string' ? body : body && new Blob([Uint8Array.from(body)]),
      });
      const written = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json');
      return { status: answer.status, body: isJson && written ? JSON.parse(written) : written };
    },
  };
}
