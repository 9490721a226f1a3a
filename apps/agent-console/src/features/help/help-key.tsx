import {
  api,
  Button,
  toast,
  useAnnounce,
  useErrorSentence,
  useLive,
  useShortcut,
  useUser,
} from '@1999/web-kit';
import { useMemo } from 'react';
import { useT } from '../../messages/index.ts';

/**
 * The silent key: a supervisor is alarmed and comes onto the call. It makes no sound and shows
 * nothing that somebody at the counter could read as an alarm.
 */
export function HelpKey() {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const { id } = useUser();
  const topics = useMemo(() => [`agent:${id}`], [id]);
  useLive(topics, (event) => {
    if (event.type === 'agent.helpAnswered') {
      announce(t('help.answered'), { politeness: 'assertive', key: `help ${event.position}` });
    }
  });
  const ask = () =>
    api.post('/api/agents/me/help').then(
      () => announce(t('help.asked'), { politeness: 'assertive', evenIfRepeated: true }),
      (error: unknown) => toast(sentence(error), 'error'),
    );
  useShortcut('help', 'Ctrl+Alt+KeyG', t('help.key'), () => void ask());
  return (
    <Button variant="quiet" onPress={() => void ask()}>
      {t('help.button')}
    </Button>
  );
}
