import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { webClock } from '../time/web-clock.ts';
import { Announcer, type Politeness, type SayOptions } from './announcer.ts';

const AnnouncerContext = createContext<Announcer | null>(null);

/**
 * Holds the two permanent live regions of the screen. They are marked so that an open dialog,
 * which hides the rest of the page from screen readers, leaves them be.
 */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const polite = useRef<HTMLDivElement>(null);
  const assertive = useRef<HTMLDivElement>(null);
  const [announcer] = useState(
    () =>
      new Announcer({
        write: (politeness: Politeness, text) => {
          const region = (politeness === 'polite' ? polite : assertive).current;
          // The same text again is read again only if it differs: a no-break space does that.
          if (region) region.textContent = region.textContent === text ? `${text}\u00a0` : text;
        },
        nowMs: () => webClock.monotonicMs(),
        later: (run, ms) => setTimeout(run, ms),
      }),
  );

  useEffect(() => {
    const typing = () => announcer.holdBack(800);
    document.addEventListener('input', typing);
    return () => document.removeEventListener('input', typing);
  }, [announcer]);

  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div data-live-announcer="true" className="visually-hidden">
        <div ref={polite} aria-live="polite" data-testid="polite" />
        <div ref={assertive} aria-live="assertive" data-testid="assertive" />
      </div>
    </AnnouncerContext>
  );
}

/** The announcer of this screen. @throws Error outside of the provider. */
export function useAnnouncer(): Announcer {
  const announcer = useContext(AnnouncerContext);
  if (!announcer) throw new Error('useAnnouncer needs an AnnouncerProvider above it');
  return announcer;
}

/** `announce(text, { politeness, key })`: says it to screen-reader users; keep it to real news. */
export function useAnnounce(): (text: string, options?: SayOptions) => void {
  const announcer = useAnnouncer();
  return useCallback((text, options) => announcer.say(text, options), [announcer]);
}

/** What was announced so far, oldest first. */
export function useAnnouncementLog() {
  const announcer = useAnnouncer();
  return useSyncExternalStore(announcer.subscribe, () => announcer.log);
}
