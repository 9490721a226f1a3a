import { newId } from '@1999/platform';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantCaseToAgency } from './index.ts';
import { type CaseCity, caseCity } from './testing/case-city.ts';

let city: CaseCity;
let caseId: string;
let agency1: { agencyId: string };

beforeAll(async () => {
  city = await caseCity();
  const { contactId } = await city.citizen('0955-345-678');
  caseId = (await city.openCase(contactId)).caseId;
  agency1 = { agencyId: (await city.actor('agency1')).agencyId ?? '' };
  await grantCaseToAgency(city.caller(), { caseId, ...agency1 });
});
afterAll(() => city.close());

function pixels(width = 64, height = 48) {
  return sharp({ create: { width, height, channels: 3, background: '#884400' } });
}

/** A photo as a phone takes it: turned, with time, place and a secret in its metadata. */
function phonePhoto(): Promise<Buffer> {
  return pixels()
    .withExif({
      IFD0: { Artist: 'SECRET-ARTIST' },
      IFD2: { DateTimeOriginal: '2026:03:02 09:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '22/1 37/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 18/1 36/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

async function upload(
  username: string,
  bytes: Buffer,
  options: { query?: string; name?: string; headers?: Record<string, string>; to?: string } = {},
) {
  const boundary = 'city-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${options.name ?? 'file'}"; filename="x.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const client = await city.signedIn(username);
  return client.post(
    `/api/attachments?caseId=${options.to ?? caseId}${options.query ?? ''}`,
    payload,
    {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...options.headers,
    },
  );
}

/** The bytes as a browser would get them. */
async function download(username: string, id: string) {
  const { accessToken } = (
    await city
      .as({ kind: 'public', id: null })
      .post('/api/session', { username, password: 'demo1999' })
  ).body;
  return city.server.inject({
    url: `/api/attachments/${id}`,
    headers: { authorization: `Bearer ${accessToken}` },
  });
}

async function stored(): Promise<number> {
  const [row] = await city.app.sql`select count(*)::int as n from attachment`;
  return row?.n ?? 0;
}

describe('a photo', () => {
  test('is made anew: upright, without its metadata, time and place kept beside it when asked', async () => {
    const added = await upload('agency1', await phonePhoto(), { query: '&keepOrigin=true' });
    expect(added.status).toBe(201);
    const answer = await download('agency1', added.body.attachmentId);
    expect(answer.headers['content-type']).toBe('image/jpeg');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.rawPayload.includes('SECRET-ARTIST')).toBe(false);
    const metadata = await sharp(answer.rawPayload).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 48, height: 64 });
    expect(metadata.exif).toBeUndefined();
    const { body } = await (await city.signedIn('agent1')).get(`/api/cases/${caseId}`);
    expect(body.attachments.at(-1)).toMatchObject({
      source: 'agency',
      width: 48,
      height: 64,
      takenAt: '2026-03-02T01:30:00Z',
      lat: 22.625,
      lng: 120.31,
    });
  });

  test('keeps nothing of its origin unless asked', async () => {
    await upload('agent1', await phonePhoto());
    const { body } = await (await city.signedIn('agent1')).get(`/api/cases/${caseId}`);
    expect(body.attachments.at(-1)).toMatchObject({ source: 'agent', takenAt: null, lat: null });
  });

  test.each(['png', 'webp'] as const)('may come as %s', async (format) => {
    const bytes = await pixels().toFormat(format).toBuffer();
    expect((await upload('agent1', bytes)).status).toBe(201);
  });

  test('larger than a megabyte goes through', async () => {
    const noise = Buffer.alloc(1500 * 1000 * 3);
    for (let n = 0; n < noise.length; n++) noise[n] = (n * 2654435761) >>> 13;
    const big = sharp(noise, { raw: { width: 1500, height: 1000, channels: 3 } });
    const bytes = await big.png({ compressionLevel: 0 }).toBuffer();
    expect(bytes.length).toBeGreaterThan(4_000_000);
    expect((await upload('agent1', bytes)).status).toBe(201);
  });

  test('sent twice under one key is there once', async () => {
    const bytes = await phonePhoto();
    const headers = { 'idempotency-key': newId() };
    const before = await stored();
    const first = await upload('agency1', bytes, { headers });
    const second = await upload('agency1', bytes, { headers });
    expect(second.body).toEqual(first.body);
    expect(await stored()).toBe(before + 1);
    const other = await upload('agency1', await pixels(9, 9).jpeg().toBuffer(), { headers });
    expect(other.status).toBe(422);
  });
});

describe('what is no photo', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each<[string, () => Promise<Buffer> | Buffer, number]>([
    ['text', () => Buffer.from('hello'), 415],
    ['nothing', () => Buffer.alloc(0), 415],
    ['a drawing with a script', () => Buffer.from(svg), 415],
    ['a GIF', () => pixels().gif().toBuffer(), 415],
    ['a JPEG cut in half', async () => (await phonePhoto()).subarray(0, 300), 422],
    ['JPEG’s first bytes and rubbish', () => Buffer.from('ffd8ffe000104a46', 'hex'), 422],
    ['more than twelve megapixels', () => pixels(4001, 3000).png().toBuffer(), 422],
    ['more than ten megabytes', () => Buffer.alloc(10 * 1024 * 1024 + 1, 0xff), 413],
  ])('%s is refused, and nothing is stored', async (_name, make, status) => {
    const before = await stored();
    const answer = await upload('agent1', await make());
    expect(answer).toMatchObject({ status, body: { field: 'file' } });
    expect(await stored()).toBe(before);
  });

  test('a part of another name, and JSON, are refused', async () => {
    const answer = await upload('agent1', await phonePhoto(), { name: 'photo' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'file_missing' } });
    const agent = await city.signedIn('agent1');
    const json = await agent.post(`/api/attachments?caseId=${caseId}`, { file: 'x' });
    expect(json).toMatchObject({ status: 415, body: { field: 'file' } });
  });
});

describe('a photo’s readers', () => {
  test('are those of its case: foreign and absent answer alike, for reading and for adding', async () => {
    const { attachmentId } = (await upload('agency1', await phonePhoto())).body;
    const agency2 = await city.signedIn('agency2');
    const foreign = await agency2.get(`/api/attachments/${attachmentId}`);
    const absent = await agency2.get(`/api/attachments/${newId()}`);
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(absent.body);
    const added = await upload('agency2', await phonePhoto());
    const nowhere = await upload('agency2', await phonePhoto(), { to: newId() });
    expect(added.status).toBe(404);
    expect(added.body).toEqual(nowhere.body);
    expect((await upload('agent1', await phonePhoto(), { to: newId() })).status).toBe(404);
    const citizen = city.as({ kind: 'public', id: null });
    expect((await citizen.get(`/api/attachments/${attachmentId}`)).status).toBe(401);
  });
});
