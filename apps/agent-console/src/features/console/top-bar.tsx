import type { CallOffer, CurrentCall } from '@1999/telephony/contract';
import { useT } from '../../messages/index.ts';
import { AgentStatus } from '../agent-state/agent-status.tsx';
import { useQueue } from '../agent-state/use-agent-state.ts';
import { CallBar } from '../call/call-bar.tsx';
import { IncomingCall } from '../call/incoming-call.tsx';
import type { Softphone } from '../call/use-softphone.ts';
import { HelpKey } from '../help/help-key.tsx';
import { CrisisDialog } from '../scripts/crisis-dialog.tsx';
import './top-bar.css';

/** My state, the call with its buttons, how many wait, help: always in one place. */
export function TopBar(props: {
  offer: CallOffer | null | undefined;
  call: CurrentCall | null | undefined;
  softphone: Softphone;
}) {
  const t = useT();
  const { offer, call, softphone } = props;
  const { data: queue } = useQueue();
  return (
    <section className="top-bar" aria-label={t('bar.title')}>
      <AgentStatus />
      <div className="top-bar-call">
        {offer ? (
          <IncomingCall offer={offer} />
        ) : call ? (
          <CallBar call={call} softphone={softphone} />
        ) : (
          <span className="muted">{t('bar.noCall')}</span>
        )}
      </div>
      {queue && <span>{t('queue.waiting', { count: queue.waiting })}</span>}
      <div className="top-bar-tools">
        <CrisisDialog />
        <HelpKey />
      </div>
    </section>
  );
}
