import type { CallOffer, CurrentCall } from '@1999/telephony/contract';
import { stopwatch, toMs, useAnnounce, useAnnouncer, useShortcut, webClock } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useAgentState, useQueue } from '../agent-state/use-agent-state.ts';
import type { Softphone } from '../call/use-softphone.ts';

/** Ctrl+Alt+Q says in one breath where I am; Ctrl+Alt+Y says the last message again. */
export function useWhereAmI(now: {
  offer: CallOffer | null | undefined;
  call: CurrentCall | null | undefined;
  softphone: Softphone;
}): void {
  const t = useT();
  const announce = useAnnounce();
  const announcer = useAnnouncer();
  const { data: presence } = useAgentState();
  const { data: queue } = useQueue();

  function summary(): string {
    const { offer, call, softphone } = now;
    const who = (call ?? offer)?.citizen;
    const caller = who?.name ?? who?.phone ?? t('call.unknownCaller');
    const pane = document.activeElement?.closest('.pane')?.querySelector('h2')?.textContent;
    return [
      presence &&
        t('where.state', {
          state: t(`state.${presence.state}`),
          time: stopwatch(webClock.nowMs() - toMs(presence.since)),
        }),
      offer && t('where.ringing', { caller }),
      call?.state === 'connected' &&
        t('where.call', { caller, voice: t(`voice.${softphone.voice}`) }),
      call?.state === 'ended' && t('where.wrapUp', { caller }),
      call?.onHold && t('where.onHold'),
      softphone.muted && t('call.muted'),
      queue && t('queue.waiting', { count: queue.waiting }),
      pane && t('where.pane', { pane }),
    ]
      .filter(Boolean)
      .join(t('list.stop'));
  }

  useShortcut('where', 'Ctrl+Alt+KeyQ', t('where.key'), () =>
    announce(summary(), { politeness: 'assertive', evenIfRepeated: true }),
  );
  useShortcut('repeat', 'Ctrl+Alt+KeyY', t('where.repeat'), () => announcer.repeatLast());
}
