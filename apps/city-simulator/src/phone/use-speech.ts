import { useEffect, useRef } from 'react';
import type { PhoneCall } from '../carrier/phone-api/contract.ts';
import { languageTag } from './language-tag.ts';

/** Speaks the line's sentences as they come; a key press or the end of the call silences it. */
export function useSpeech(call: PhoneCall | null, on: boolean): void {
  const spoken = useRef({ sid: '', at: -1 });
  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    if (!on || !call || call.over) {
      window.speechSynthesis.cancel();
      return;
    }
    if (spoken.current.sid !== call.sid) spoken.current = { sid: call.sid, at: -1 };
    for (const line of call.heard) {
      if (line.at <= spoken.current.at) continue;
      if (line.kind === 'key') window.speechSynthesis.cancel();
      if (line.kind !== 'say') continue;
      const words = new SpeechSynthesisUtterance(line.text);
      words.lang = languageTag(line.language);
      window.speechSynthesis.speak(words);
    }
    spoken.current.at = call.heard.at(-1)?.at ?? spoken.current.at;
  }, [call, on]);
}
