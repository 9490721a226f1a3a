import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Face, Story } from './support/story.ts';
import { faceOf, startWholeCity, type WholeCity } from './support/whole-city.ts';

let city: WholeCity;
beforeAll(async () => {
  city = await startWholeCity();
});
afterAll(() => city.close());

/** The city as somebody reaches it who says to have come by way of a proxy. */
function throughProxy(headers: Record<string, string>): Face {
  const face = faceOf(city);
  return {
    ...face,
    request: (request) => face.request({ ...request, headers: { ...request.headers, ...headers } }),
  };
}

test('the carrier’s signature is judged by PUBLIC_URL, whatever a request says of its way here', async () => {
  const said = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '192.0.2.1',
  };
  const story = new Story(throughProxy(said));
  await story.callArrives();
  expect(story.heard).toContain('<Gather');
  const signedForAnother = { ...throughProxy(said), publicUrl: 'https://evil.example' };
  await expect(new Story(signedForAnother).callArrives()).rejects.toThrow('403');
});
