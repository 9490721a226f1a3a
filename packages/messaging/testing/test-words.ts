import type { App } from '@1999/platform';
import { addresses, purposes } from '../index.ts';

/** Gives `test.hello` its words and every citizen one telephone, in whichever process. */
export function plugTestWords(app: App): void {
  app.services.get(purposes).set('test.hello', async () => '您好');
  app.services.get(addresses).set('citizen', async () => ({ to: '+886912345678' }));
}
