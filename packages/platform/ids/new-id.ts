import { randomUUIDv7 } from 'node:crypto';

/** `rand_a` of a uuid v7: 12 bits. */
const MOST_COUNTED = 0xfff;

let millisecond = '';
let counted = 0;

/**
 * A fresh uuid v7: unique everywhere, ordered by creation, and within this process strictly so, for
 * up to 4,096 in a millisecond: what is sorted by moment and id stands in the order it was made
 * (RFC 9562, section 6.2, method 1: a counter in place of the first random bits).
 */
export function newId(): string {
  const random = randomUUIDv7();
  const now = random.slice(0, 13);
  // A clock that was put back goes on from where it was.
  if (now > millisecond) {
    millisecond = now;
    counted = 0;
  } else {
    counted = Math.min(counted + 1, MOST_COUNTED);
  }
  return `${millisecond}-7${counted.toString(16).padStart(3, '0')}${random.slice(18)}`;
}
