import type { OrderState } from '@1999/dispatch/contract';
import { Banner, Button, ConfirmDialog, Time, useOrderWord } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import type { Entry } from '../../offline/outbox.ts';
import { outbox } from '../../offline/outbox-box.ts';
import { useOutbox } from '../../offline/use-outbox.ts';

/** What waits, was refused, or is worth knowing: of one order, or whatever needs a decision. */
export function OutboxNotes(props: { orderId?: string; state?: OrderState }) {
  const entries = useOutbox();
  const shown = props.orderId
    ? entries.filter(({ orderId }) => orderId === props.orderId)
    : entries.filter(({ state }) => state !== 'waiting');
  return shown.map((entry) => <Note key={entry.id} entry={entry} now={props.state} />);
}

const tones = { waiting: 'info', refused: 'error', noted: 'info' } as const;

function Note({ entry, now }: { entry: Entry; now: OrderState | undefined }) {
  const t = useT();
  const word = useOrderWord();
  const [asking, ask] = useState(false);
  const action = t(`action.${entry.action}`);
  const letGo = () => void outbox.discard(entry.id);
  return (
    <Banner
      tone={tones[entry.state]}
      title={t(`outbox.${entry.state}.title`, { action, number: entry.orderNumber })}
      actions={
        <>
          {entry.state === 'refused' && (
            <Button size="large" onPress={() => void outbox.sendAgain(entry.id)}>
              {t('outbox.again')}
            </Button>
          )}
          {entry.state === 'refused' && entry.text && (
            <Button
              size="large"
              onPress={() => void navigator.clipboard?.writeText(entry.text ?? '')}
            >
              {t('outbox.copy')}
            </Button>
          )}
          {entry.state === 'noted' && (
            <Button size="large" onPress={letGo}>
              {t('outbox.read')}
            </Button>
          )}
          {entry.state === 'refused' && (
            <Button size="large" onPress={() => (entry.text ? ask(true) : letGo())}>
              {t('outbox.discard')}
            </Button>
          )}
        </>
      }
    >
      <p>
        {t('outbox.deviceTime')} <Time at={entry.deviceAt} shape="seconds" />
        {entry.state === 'waiting' && ` ${t('outbox.serverDecides')}`}
      </p>
      {entry.state === 'refused' && <p>{reason(entry, now, t, word)}</p>}
      {entry.state === 'noted' && <p>{t('outbox.already')}</p>}
      {entry.text && <p className="order-words">{entry.text}</p>}
      {entry.photos.length > 0 && <p>{t('outbox.photos', { count: entry.photos.length })}</p>}
      <ConfirmDialog
        isOpen={asking}
        danger
        title={t(entry.action === 'report' ? 'outbox.discard.sure' : 'outbox.discard.sureWords')}
        confirmLabel={t('outbox.discard')}
        onConfirm={letGo}
        onCancel={() => ask(false)}
      />
    </Banner>
  );
}

/** Refusals with a sentence of their own. */
const WHY = ['verification_needed', 'closing_ground', 'order_ruled', 'order_attached'] as const;

function reason(
  entry: Entry,
  now: OrderState | undefined,
  t: ReturnType<typeof useT>,
  word: ReturnType<typeof useOrderWord>,
): string {
  if (entry.code === 'not_found') return t('outbox.why.gone');
  const known = WHY.find((code) => code === entry.code);
  if (known) return t(`outbox.why.${known}`);
  if (entry.code !== 'order_state') return t('outbox.why.other', { code: entry.code ?? '' });
  return now ? t('outbox.why.now', { state: word('order', now) }) : t('outbox.why.moved');
}
