import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskAddress, maskEmail, maskName, maskPhone } from './mask.ts';

describe('what a screen may show of a person', () => {
  test.each([
    ['王小明', '王○明'],
    ['王明', '王○'],
    ['王', '○'],
    ['歐陽小明', '歐○○明'],
    ['𠮷野家', '𠮷○家'],
    ['Nguyen Van An', 'N*** V*** A***'],
    ['X', '*'],
  ])('the name %s shows as %s', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

  test.each([
    ['+886912345678', '09**-***-678'],
    ['+88673368333', '07-****-333'],
    ['+886227208889', '02-****-889'],
    ['+819012345678', '+81 ***-***-678'],
    ['+12025550123', '+1 ***-***-123'],
  ])('the phone %s shows as %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });

  test.each([
    ['高雄市苓雅區四維三路2號', '高雄市苓雅區○○○'],
    ['四維三路2號', '○○○'],
    ['12 Siwei Rd, Kaohsiung', '○○○'],
  ])('the address %s shows as %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown);
  });

  test.each([
    ['ming@example.tw', 'm***@***'],
    ['m@example.tw', '***@***'],
    ['nonsense', '***@***'],
  ])('the mail address %s shows as %s', (email, shown) => {
    expect(maskEmail(email)).toBe(shown);
  });

  test('no name of two letters or more is ever shown whole, nor a phone beyond five digits', () => {
    const han = fc.stringMatching(/^[\u4e00-\u9fa5]{2,6}$/);
    const latin = fc.stringMatching(/^[A-Za-z]{2,10}( [A-Za-z]{2,10})?$/);
    fc.assert(
      fc.property(fc.oneof(han, latin), (name) => {
        expect(maskName(name)).not.toBe(name);
        expect(maskName(name).replace(/[^\p{L}]/gu, '').length).toBeLessThanOrEqual(2);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{7,14}$/), (phone) => {
        expect(maskPhone(phone).replace(/\D/g, '').length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
