import type { ChatRow } from '@1999/chat/contract';
import type { CallOffer, CurrentCall } from '@1999/telephony/contract';
import { stopwatch, toMs, useAnnounce, useAnnouncer, useShortcut, webClock } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useStateWord } from '../agent-state/state-word.ts';
import { useAgentState, useWaitingCounts } from '../agent-state/use-agent-state.ts';
import type { Softphone } from '../call/use-softphone.ts';
import type { Front } from '../chat/use-front.ts';
import { useChatName } from '../chat/words.ts';

/** Ctrl+Alt+Q says in one breath where I am; Ctrl+Alt+Y says the last message again. */
export function useWhereAmI(now: {
  offer: CallOffer | null | undefined;
  call: CurrentCall | null | undefined;
  softphone: Softphone;
  chats: readonly ChatRow[];
  numbers: Readonly<Record<string, number>>;
  front: Front;
}): void {
  const t = useT();
  const announce = useAnnounce();
  const announcer = useAnnouncer();
  const { data: presence } = useAgentState();
  const { data: waiting } = useWaitingCounts();
  const stateWord = useStateWord();
  const nameOf = useChatName();

  function summary(): string {
    const { offer, call, softphone, chats, numbers, front } = now;
    const who = (call ?? offer)?.citizen;
    const caller = who?.name ?? who?.phone ?? t('call.unknownCaller');
    const pane = document.activeElement?.closest('.pane')?.querySelector('h2')?.textContent;
    return [
      presence &&
        t('where.state', {
          state: stateWord(presence),
          time: stopwatch(webClock.nowMs() - toMs(presence.since)),
        }),
      offer && t('where.ringing', { caller }),
      call?.state === 'connected' &&
        t('where.call', { caller, voice: t(`voice.${softphone.voice}`) }),
      call?.state === 'ended' && t('where.wrapUp', { caller }),
      call?.onHold && t('where.onHold'),
      softphone.muted && t('call.muted'),
      ...chats.map(({ chatId, unseen, state }) => {
        const name = nameOf(numbers[chatId]);
        if (chatId === front.chatId) return t('where.chat', { name });
        if (state === 'ended') return t('where.chatToWrapUp', { name });
        return t('where.chatWaits', { name, count: unseen });
      }),
      waiting && t('queue.waiting', { count: waiting.calls }),
      waiting && waiting.chats > 0 && t('queue.waiting.chats', { count: waiting.chats }),
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
