import type { CallOffer, CurrentCall } from '@1999/telephony/contract';
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.ts';
import { AgentStatus } from '../agent-state/agent-status.tsx';
import { useWaitingCounts } from '../agent-state/use-agent-state.ts';
import { CallBar } from '../call/call-bar.tsx';
import { IncomingCall } from '../call/incoming-call.tsx';
import type { Softphone } from '../call/use-softphone.ts';
import { HelpKey } from '../help/help-key.tsx';
import { CrisisDialog } from '../scripts/crisis-dialog.tsx';
import './top-bar.css';

// Made once: a call that rings draws itself and not what stands beside it.
const status = <AgentStatus />;
const waiting = <WaitingCount />;
const tools = (
  <div className="top-bar-tools">
    <CrisisDialog />
    <HelpKey />
  </div>
);

/** My state, the call with its buttons, how many wait, help, and the chats: always in one place. */
export function TopBar(props: {
  offer: CallOffer | null | undefined;
  call: CurrentCall | null | undefined;
  softphone: Softphone;
  /** The keys to end and to transfer are the call's; else those of the chat in front. */
  callInFront: boolean;
  /** The second row: my conversations. */
  children: ReactNode;
}) {
  const t = useT();
  const { offer, call, softphone, callInFront } = props;
  return (
    <section className="top-bar" aria-label={t('bar.title')}>
      <div className="top-bar-row">
        {status}
        <div className="top-bar-call">
          {offer ? (
            <IncomingCall offer={offer} />
          ) : call ? (
            <CallBar call={call} softphone={softphone} isInFront={callInFront} />
          ) : (
            <span className="muted">{t('bar.noCall')}</span>
          )}
        </div>
        {waiting}
        {tools}
      </div>
      {props.children}
    </section>
  );
}

/** How many wait: callers, text relays among them, and chats. */
function WaitingCount() {
  const t = useT();
  const { data } = useWaitingCounts();
  if (!data) return null;
  const { calls, chats } = data;
  return (
    <span>
      {t('queue.waiting', { count: calls })}
      {chats > 0 && ` · ${t('queue.waiting.chats', { count: chats })}`}
    </span>
  );
}
