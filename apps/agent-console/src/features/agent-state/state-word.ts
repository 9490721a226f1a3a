import type { AgentPresence } from '@1999/routing/contract';
import { useT } from '../../messages/index.ts';

/** My state in a word; busy with nothing but chats is not being on the phone. */
export function useStateWord(): (presence: Pick<AgentPresence, 'state' | 'load'>) => string {
  const t = useT();
  return ({ state, load }) =>
    t(state === 'busy' && load.voice === 0 && load.text > 0 ? 'state.chatting' : `state.${state}`);
}
