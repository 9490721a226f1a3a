import { expect, test } from 'vitest';
import { signatureOf } from './carrier.ts';

test('the signature is the one in the carrier’s own description', () => {
  const form = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  const address = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(signatureOf('12345', address, form)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});
