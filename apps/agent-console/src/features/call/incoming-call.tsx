import type { CallOffer } from '@1999/telephony/contract';
import { Button, TimeSince, useShortcut } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useRinging } from '../audio/use-ringing.ts';
import { focusPane } from '../console/focus.ts';
import { useCallAction } from './use-call.ts';
import { useChoices } from './words.ts';

/** The call that rings. It never takes the focus; F2 answers from anywhere, and answering does. */
export function IncomingCall({ offer }: { offer: CallOffer }) {
  const t = useT();
  const choices = useChoices();
  const act = useCallAction();
  const chosen = choices(offer.language, offer.topic);
  const caller = offer.citizen.name ?? offer.citizen.phone ?? t('call.unknownCaller');
  const answer = () =>
    act.mutateAsync({ path: `/api/offers/${offer.offerId}/answer` }).then(
      () => focusPane('caller'),
      () => undefined,
    );
  useShortcut('call.answer', 'F2', t('call.answer'), () => void answer());

  const said = t(offer.danger ? 'call.ringing.danger' : 'call.ringing', { caller, chosen });
  useRinging(offer.offerId, said);

  return (
    <section
      className={`incoming ${offer.danger ? 'banner-error' : 'banner-info'}`}
      aria-label={t('console.ringing')}
    >
      <strong>{said}</strong>
      {offer.queuedAt && (
        <span>
          {t('call.waited')} <TimeSince at={offer.queuedAt} />
        </span>
      )}
      <Button
        variant="primary"
        size="large"
        isPending={act.isPending}
        onPress={() => void answer()}
      >
        {t('call.answer')}
      </Button>
      <Button onPress={() => act.mutate({ path: `/api/offers/${offer.offerId}/decline` })}>
        {t('call.decline')}
      </Button>
    </section>
  );
}
