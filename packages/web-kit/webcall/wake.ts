const BEAT_MS = 2_000;
/** A beat that comes so late means the machine slept: the connection is dead, whatever it says. */
const SLEPT_MS = 15_000;

/**
 * Calls `onWake` when the page may have lost its connection without being told: after sleep
 * (`slept` is true), when the network returns, or when the page is shown again. Returns how to stop.
 */
export function onWake(onWake: (slept: boolean) => void): () => void {
  let last = performance.now();
  const beat = () => {
    const gap = performance.now() - last;
    last = performance.now();
    if (gap > SLEPT_MS && document.visibilityState === 'visible') onWake(true);
  };
  const timer = setInterval(beat, BEAT_MS);
  const online = () => onWake(false);
  const shown = () => {
    if (document.visibilityState === 'visible') onWake(false);
  };
  addEventListener('online', online);
  document.addEventListener('visibilitychange', shown);
  return () => {
    clearInterval(timer);
    removeEventListener('online', online);
    document.removeEventListener('visibilitychange', shown);
  };
}
