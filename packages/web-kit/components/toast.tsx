import {
  UNSTABLE_Toast as AriaToast,
  Button,
  UNSTABLE_ToastQueue as Queue,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import type { Tone } from './banner.tsx';
import './banner.css';
import './toast.css';

const queue = new Queue<{ text: string; tone: Tone }>({ maxVisibleToasts: 1 });

/** How long good news is shown, in ms; the least that react-aria holds accessible. */
const SHOWN_MS = 5_000;

/**
 * Tells of something done, for a few seconds; an error stays until it is closed. Only the newest
 * is shown: it takes the place of the one before. Screen readers hear each.
 */
export function toast(text: string, tone: Tone = 'success'): void {
  clearToasts();
  queue.add({ text, tone }, tone === 'error' ? {} : { timeout: SHOWN_MS });
}

/** Takes away what is shown, once it is no longer true. */
export function clearToasts(): void {
  for (const { key } of [...queue.visibleToasts]) queue.close(key);
}

/** Where toasts appear; one on a page (KitProvider has it). */
export function Toasts() {
  const t = useKitT();
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('kit.notifications')}>
      {({ toast: shown }) => (
        <AriaToast toast={shown} className={`toast banner-${shown.content.tone}`}>
          <ToastContent>
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          <Button
            slot="close"
            aria-label={t('kit.close')}
            className="button button-quiet button-normal toast-close"
          >
            <span aria-hidden="true">✕</span>
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
