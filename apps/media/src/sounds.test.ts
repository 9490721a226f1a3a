import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { OpusFileWriter, SILENT_FRAME } from '@1999/sound';
import { MEDIA_SECRET_HEADER } from '@1999/telephony/contract/media';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { soundFetcher } from './sounds.ts';

const SOUND = '0192a000-0000-7000-8000-000000000001';
let hotline: Server;
let eventsUrl: string;
let answer: { status: number; body: Buffer };
let asked: string[];
beforeAll(async () => {
  hotline = createServer((request, response) => {
    const genuine = request.headers[MEDIA_SECRET_HEADER] === 'the secret';
    asked.push(request.url ?? '');
    response.writeHead(genuine ? answer.status : 401).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(hotline, 'listening');
  const address = hotline.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  eventsUrl = `http://127.0.0.1:${port}/telephony/media/events`;
});
afterAll(() => hotline.close());

const file = (): Buffer => {
  const writer = new OpusFileWriter(1);
  writer.add(SILENT_FRAME);
  writer.add(SILENT_FRAME);
  return Buffer.concat([writer.head(), writer.end()]);
};

test('a sound is fetched once, beside the address of the events, with the secret', async () => {
  answer = { status: 200, body: file() };
  asked = [];
  const fetchSound = soundFetcher({ eventsUrl, secret: 'the secret' });
  const [one, two] = await Promise.all([fetchSound(SOUND), fetchSound(SOUND)]);
  expect(one?.map((frame) => [...frame])).toEqual([[...SILENT_FRAME], [...SILENT_FRAME]]);
  expect(await fetchSound(SOUND)).toBe(two);
  expect(asked).toEqual([`/telephony/media/sounds/${SOUND}`]);
});

test.each([
  ['that is not there', { status: 404, body: Buffer.of() }],
  ['of a hotline that fails', { status: 503, body: Buffer.of() }],
  ['that is no sound', { status: 200, body: Buffer.from('RIFF') }],
])('one %s cannot be had, and is asked for again the next time', async (_, broken) => {
  answer = broken;
  asked = [];
  const fetchSound = soundFetcher({ eventsUrl, secret: 'the secret' });
  expect(await fetchSound(SOUND)).toBeNull();
  answer = { status: 200, body: file() };
  expect(await fetchSound(SOUND)).toHaveLength(2);
  expect(asked).toHaveLength(2);
});

test('nobody at the other end: it cannot be had either', async () => {
  const nowhere = soundFetcher({
    eventsUrl: 'http://127.0.0.1:9/telephony/media/events',
    secret: 'x',
  });
  expect(await nowhere(SOUND)).toBeNull();
});
