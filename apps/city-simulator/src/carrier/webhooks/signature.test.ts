import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import twilio from 'twilio';
import { expect, test } from 'vitest';
import { signRequest } from './signature.ts';

const example = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};

test("the signature of Twilio's documented example is the documented one", () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(signRequest('12345', url, example)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});

test('blank parameters are signed, connection overrides are not', () => {
  const url = 'https://hotline.example/voice';
  const expected = createHmac('sha1', 'token').update(`${url}Aa1FromCity`).digest('base64');
  expect(signRequest('token', `${url}#rc=2&rp=5xx`, { FromCity: '', Aa: '1' })).toBe(expected);
});

test('the twilio library accepts every signature made here and none of another token', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 20 });
  const params = fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,12}$/), value, { maxKeys: 8 });
  fc.assert(
    fc.property(params, fc.stringMatching(/^[a-f0-9]{1,32}$/), (form, token) => {
      const url = 'http://127.0.0.1:4321/telephony/twilio/voice?step=2';
      const signature = signRequest(token, url, form);
      expect(twilio.validateRequest(token, signature, url, form)).toBe(true);
      expect(twilio.validateRequest(`${token}x`, signature, url, form)).toBe(false);
    }),
  );
});
