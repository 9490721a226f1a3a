import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toE164 } from './phone-number.ts';

describe('a phone number as people write it', () => {
  test.each([
    ['0912-345-678', '+886912345678'],
    ['0912 345 678', '+886912345678'],
    ['０９１２３４５６７８', '+886912345678'],
    ['+886 912 345 678', '+886912345678'],
    ['+886 (0)912-345-678', '+886912345678'],
    ['886912345678', '+886912345678'],
    ['07-336-8333', '+88673368333'],
    ['(07)336 8333', '+88673368333'],
    ['02-2720-8889', '+886227208889'],
    ['0800-011-765', '+886800011765'],
    ['+81 90-1234-5678', '+819012345678'],
    ['+1 (202) 555-0123', '+12025550123'],
  ])('%s is %s', (written, e164) => {
    expect(toE164(written)).toBe(e164);
  });

  test.each(['', '1999', '110', '0912-345-67', '0912-345-6789', '12345678', '+886 12 345 678'])(
    '%j is none',
    (written) => {
      expect(toE164(written)).toBeNull();
    },
  );

  test.each(['07-3368333#12', 'abc', '+', '+0912345678', '+1234567890123456', '09１2\x1c5678'])(
    '%j is none either',
    (written) => {
      expect(toE164(written)).toBeNull();
    },
  );

  test('whatever is accepted is E.164 and stays as it is when given again', () => {
    const written = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[+]?[0-9 ().-]{0,20}$/),
      fc.stringMatching(/^0[2-9][0-9]{7,8}$/),
      fc.stringMatching(/^\+[1-9][0-9]{6,15}$/),
    );
    fc.assert(
      fc.property(written, (text) => {
        const e164 = toE164(text);
        if (e164 === null) return;
        expect(e164).toMatch(/^\+[1-9]\d{7,14}$/);
        expect(toE164(e164)).toBe(e164);
      }),
    );
  });
});
