const PASSWORD = 'demo1999';

/** The API as one of the demo city's people uses it, signed in. */
export interface Signed {
  // biome-ignore lint/suspicious/noExplicitAny: a story looks into answers of every shape
  get(path: string): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: a story looks into answers of every shape
  post(path: string, body: unknown): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: a story looks into answers of every shape
  patch(path: string, body: unknown): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: a story looks into answers of every shape
  put(path: string, body: unknown): Promise<any>;
}

/** Signs in by the API. Its answers are bodies; @throws with what was said when it is no success. */
export async function signedIn(url: string, username: string): Promise<Signed> {
  const ask = async (method: string, path: string, body?: unknown, token?: string) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : null,
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${said}`);
    return said ? JSON.parse(said) : undefined;
  };
  const session = await ask('POST', '/api/session', { username, password: PASSWORD });
  return {
    get: (path) => ask('GET', path, undefined, session.accessToken),
    post: (path, body) => ask('POST', path, body, session.accessToken),
    patch: (path, body) => ask('PATCH', path, body, session.accessToken),
    put: (path, body) => ask('PUT', path, body, session.accessToken),
  };
}
