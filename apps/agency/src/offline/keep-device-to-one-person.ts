import { memoryOfDevice, session } from '@1999/web-kit';
import { dropPush } from '../features/device/push.ts';
import { wipeReading } from './device-store.ts';
import { outbox } from './outbox-box.ts';

/** A shift and its hand-over: so long may a device show its orders without asking the server. */
const REMEMBER_HOURS = 24;
const OWNER = '1999.agency.owner';

/**
 * What is kept on the device is one person's: signing out takes all of it away, and another
 * person's sign-in takes away what the last one read. What waits to be sent outlives the end of a
 * sign-in that nobody asked for.
 */
export function keepDeviceToOnePerson(): void {
  session.remember(memoryOfDevice('1999.agency.user', REMEMBER_HOURS));
  let before = session.state;
  session.subscribe(() => {
    const now = session.state;
    if (now.status === 'signedOut' && 'user' in before) {
      void outbox.wipe();
      void dropPush();
    }
    if (now.status === 'signedIn') {
      const owner = localStorage.getItem(OWNER);
      if (owner && owner !== now.user.id) void wipeReading();
      localStorage.setItem(OWNER, now.user.id);
    }
    before = now;
  });
}
