import { AgentPresence, WRAP_UP_WARN_SECONDS } from '@1999/routing/contract';
import {
  api,
  Banner,
  Button,
  playEarcon,
  toast,
  toMs,
  useAnnounce,
  useErrorSentence,
  useShortcut,
  webClock,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useAgentState } from '../agent-state/use-agent-state.ts';

/** Before the wrap-up ends by itself the agent is told in time, and takes more with one key. */
export function WrapUpClock() {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const { data: presence } = useAgentState();
  const endsAt = presence?.state === 'wrapUp' ? presence.endsAt : null;
  const isNear = useIsNear(endsAt);
  const more = useMutation({
    mutationFn: () =>
      api.post('/api/agents/me/wrap-up/extension', {
        body: { seconds: 60 },
        schema: AgentPresence,
      }),
    onSuccess: (next) => {
      queries.setQueryData(['agent-state'], next);
      announce(t('wrapUp.longer.done'), { politeness: 'assertive' });
    },
    onError: (error) => toast(sentence(error), 'error'),
  });
  useShortcut('wrapUp.longer', 'Ctrl+Alt+KeyL', t('wrapUp.longer'), () => more.mutate(), {
    enabled: endsAt !== null,
  });

  useEffect(() => {
    if (!isNear) return;
    announce(t('wrapUp.near', { seconds: WRAP_UP_WARN_SECONDS }), { politeness: 'assertive' });
    void playEarcon('warning');
  }, [isNear, announce, t]);

  if (!isNear) return null;
  return (
    <Banner
      tone="warning"
      title={t('wrapUp.near', { seconds: WRAP_UP_WARN_SECONDS })}
      actions={
        <Button isPending={more.isPending} onPress={() => more.mutate()}>
          {t('wrapUp.longer')}
        </Button>
      }
    />
  );
}

/** Whether the end is so near that the agent must be told; turns over at that very moment. */
function useIsNear(endsAt: string | null): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!endsAt) {
      setNear(false);
      return;
    }
    const left = toMs(endsAt) - webClock.nowMs() - WRAP_UP_WARN_SECONDS * 1000;
    setNear(left <= 0);
    const timer = setTimeout(() => setNear(true), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [endsAt]);
  return isNear;
}
