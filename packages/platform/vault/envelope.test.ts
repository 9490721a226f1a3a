import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blindIndex, decrypt, deriveKey, encrypt, freshKey } from './envelope.ts';

describe('a sealed value', () => {
  const key = freshKey();

  test('opens to what was put in, and two sealings of one value differ', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (clear, context) => {
        const sealed = encrypt(key, Buffer.from(clear), context);
        expect(decrypt(key, sealed, context).toString()).toBe(Buffer.from(clear).toString());
        expect(encrypt(key, Buffer.from(clear), context)).not.toEqual(sealed);
      }),
    );
  });

  test('does not open when any one bit of it was changed', () => {
    const sealed = encrypt(key, Buffer.from('王小明 0912345678'), 'a:name');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const tampered = Buffer.from(sealed);
      tampered.writeUInt8(tampered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => decrypt(key, tampered, 'a:name')).toThrow();
    }
  });

  test('does not open for another citizen, another field or another key, nor when cut short', () => {
    const sealed = encrypt(key, Buffer.from('王小明'), 'a:name');
    expect(() => decrypt(key, sealed, 'b:name')).toThrow();
    expect(() => decrypt(key, sealed, 'a:phone')).toThrow();
    expect(() => decrypt(freshKey(), sealed, 'a:name')).toThrow();
    for (let length = 0; length < sealed.length; length++) {
      expect(() => decrypt(key, sealed.subarray(0, length), 'a:name')).toThrow();
    }
  });

  test('keys of different uses differ, and so do blind indexes under different keys', () => {
    const one = deriveKey('a secret of more than thirty-two characters', 'one');
    const other = deriveKey('a secret of more than thirty-two characters', 'other');
    expect(one).not.toEqual(other);
    expect(blindIndex(one, '+886912345678')).toEqual(blindIndex(one, '+886912345678'));
    expect(blindIndex(one, '+886912345678')).not.toEqual(blindIndex(other, '+886912345678'));
  });
});
