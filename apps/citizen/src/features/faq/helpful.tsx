import { Button, useErrorSentence } from '@1999/web-kit';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { api } from './use-faq.ts';

/** Whether the entry helped: said once from this device, with nothing about who says so. */
export function Helpful({ faqId }: { faqId: string }) {
  const t = useT();
  const sentence = useErrorSentence();
  const [said, setSaid] = useState(() => hasSaid(faqId));
  const thanks = useRef<HTMLParagraphElement>(null);
  const rate = useMutation({
    mutationFn: (helpful: boolean) =>
      api.post(`/api/faq/${encodeURIComponent(faqId)}/ratings`, { body: { helpful } }),
    onSuccess: () => {
      remember(faqId);
      setSaid(true);
    },
  });
  // The pressed button is gone: the focus stays where its answer is.
  useEffect(() => {
    if (rate.isSuccess) thanks.current?.focus();
  }, [rate.isSuccess]);
  if (said) {
    return (
      <p ref={thanks} tabIndex={-1} role="status" className="faq-helpful">
        {t('faq.helpful.thanks')}
      </p>
    );
  }
  return (
    <fieldset className="faq-helpful">
      <legend>{t('faq.helpful')}</legend>
      <Button size="large" isPending={rate.isPending} onPress={() => rate.mutate(true)}>
        {t('faq.helpful.yes')}
      </Button>
      <Button size="large" isPending={rate.isPending} onPress={() => rate.mutate(false)}>
        {t('faq.helpful.no')}
      </Button>
      {rate.error && <p role="alert">{sentence(rate.error)}</p>}
    </fieldset>
  );
}

const nameOf = (faqId: string) => `1999.faq.rated ${faqId}`;

function hasSaid(faqId: string): boolean {
  try {
    return localStorage.getItem(nameOf(faqId)) !== null;
  } catch {
    return false;
  }
}

function remember(faqId: string): void {
  try {
    localStorage.setItem(nameOf(faqId), '1');
  } catch {
    // Storage that is full or forbidden: it may be said again.
  }
}
