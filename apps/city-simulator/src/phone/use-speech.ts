import { useEffect, useRef } from 'react';
import type { PhoneCall } from '../carrier/phone-api/contract.ts';
import { languageTag } from './language-tag.ts';
import { isRecording } from './recording.ts';

/**
 * Speaks the line's sentences and plays its recorded prompts as they come; a key press or the end
 * of the call silences it.
 */
export function useSpeech(call: PhoneCall | null, on: boolean): void {
  const spoken = useRef({ sid: '', at: -1 });
  const player = useRef<HTMLAudioElement | null>(null);
  useEffect(() => {
    const speech = 'speechSynthesis' in window ? window.speechSynthesis : null;
    const silence = () => {
      speech?.cancel();
      player.current?.pause();
    };
    if (!on || !call || call.over) return silence();
    if (spoken.current.sid !== call.sid) spoken.current = { sid: call.sid, at: -1 };
    for (const line of call.heard) {
      if (line.at <= spoken.current.at) continue;
      if (line.kind === 'key') silence();
      if (line.kind === 'music' && isRecording(line.text)) {
        silence();
        player.current = new Audio(line.text);
        // A browser may want a gesture first; the line is written in any case.
        player.current.play().catch(() => undefined);
      }
      if (line.kind !== 'say' || !speech) continue;
      const words = new SpeechSynthesisUtterance(line.text);
      words.lang = languageTag(line.language);
      speech.speak(words);
    }
    spoken.current.at = call.heard.at(-1)?.at ?? spoken.current.at;
  }, [call, on]);
}
