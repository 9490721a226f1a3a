import { playEarcon, useAnnounce } from '@1999/web-kit';
import { useEffect } from 'react';

/** How often the ringing sounds again, in ms. */
const RING_EVERY_MS = 3_000;

/** While on screen, what rings is said once, before all else, and sounds again and again. */
export function useRinging(offerId: string, said: string): void {
  const announce = useAnnounce();
  useEffect(() => {
    announce(said, { politeness: 'assertive', key: offerId });
    const ring = () => void playEarcon('ring');
    ring();
    const timer = setInterval(ring, RING_EVERY_MS);
    return () => clearInterval(timer);
  }, [announce, said, offerId]);
}
