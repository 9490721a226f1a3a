import type { ChatOffer } from '@1999/chat/contract';
import { Button, playEarcon, TimeSince, useAnnounce, useShortcut } from '@1999/web-kit';
import { useEffect } from 'react';
import { useT } from '../../messages/index.ts';
import { useChatAction } from './use-chats.ts';
import { useChatTraits } from './words.ts';

/** How often the ringing sounds again, in ms. */
const RING_EVERY_MS = 3_000;

/** The chat that rings. It never takes the focus; F2 accepts from anywhere, and accepting does. */
export function IncomingChat(props: { offer: ChatOffer; onAccepted(chatId: string): void }) {
  const t = useT();
  const announce = useAnnounce();
  const act = useChatAction();
  const traits = useChatTraits();
  const { offer, onAccepted } = props;
  const accept = () =>
    act.mutateAsync({ path: `/api/chats/offers/${offer.offerId}/answer` }).then(
      () => onAccepted(offer.chatId),
      () => undefined,
    );
  useShortcut('chat.accept', 'F2', t('chat.accept'), () => void accept());

  const said = t('chat.ringing', { traits: traits(offer) });
  useEffect(() => {
    announce(said, { politeness: 'assertive', key: offer.offerId });
    const ring = () => void playEarcon('ring');
    ring();
    const timer = setInterval(ring, RING_EVERY_MS);
    return () => clearInterval(timer);
  }, [announce, said, offer.offerId]);

  return (
    <section
      className={`incoming ${offer.danger ? 'banner-error' : 'banner-info'}`}
      aria-label={t('chat.incoming')}
    >
      <strong>{said}</strong>
      {offer.queuedAt && (
        <span>
          {t('call.waited')} <TimeSince at={offer.queuedAt} />
        </span>
      )}
      <Button variant="primary" isPending={act.isPending} onPress={() => void accept()}>
        {t('chat.accept')}
      </Button>
      <Button onPress={() => act.mutate({ path: `/api/offers/${offer.offerId}/decline` })}>
        {t('chat.decline')}
      </Button>
    </section>
  );
}
