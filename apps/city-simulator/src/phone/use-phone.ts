import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { PhoneChoice, PhoneView } from '../carrier/phone-api/contract.ts';
import { streamUrl } from './api.ts';

export interface Phone {
  view: PhoneView | null;
  choices: readonly PhoneChoice[];
  online: boolean;
  /** Does something and shows what the carrier answers; a refusal is kept in `problem`. */
  act(work: Promise<PhoneView>): Promise<void>;
  problem: string | null;
}

const Choices = z.array(PhoneChoice);

/** The telephone of `number`, live: the stream sends it whole after every change. */
export function usePhone(number: string): Phone {
  const [view, setView] = useState<PhoneView | null>(null);
  const [choices, setChoices] = useState<readonly PhoneChoice[]>([]);
  const [online, setOnline] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    setView(null);
    setProblem(null);
    const stream = new EventSource(streamUrl(number));
    stream.onopen = () => setOnline(true);
    stream.onerror = () => setOnline(false);
    stream.addEventListener('view', (e) => setView(PhoneView.parse(JSON.parse(e.data))));
    stream.addEventListener('choices', (e) => setChoices(Choices.parse(JSON.parse(e.data))));
    return () => stream.close();
  }, [number]);

  const act = useCallback(async (work: Promise<PhoneView>) => {
    try {
      setView(await work);
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);

  return { view, choices, online, act, problem };
}
