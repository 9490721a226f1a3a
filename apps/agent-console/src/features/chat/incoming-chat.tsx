import type { ChatOffer } from '@1999/chat/contract';
import { Button, TimeSince, useShortcut } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useRinging } from '../audio/use-ringing.ts';
import { useChatAction } from './use-chats.ts';
import { useChatTraits } from './words.ts';

/** The chat that rings. It never takes the focus; F2 accepts from anywhere, and accepting does. */
export function IncomingChat(props: { offer: ChatOffer; onAccepted(chatId: string): void }) {
  const t = useT();
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
  useRinging(offer.offerId, said);

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
