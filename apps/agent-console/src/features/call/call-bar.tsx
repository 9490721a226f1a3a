import type { CurrentCall } from '@1999/telephony/contract';
import { Button, ConfirmDialog, TimeSince, useAnnounce, useShortcut } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { focusWrapUp } from '../console/focus.ts';
import { CallParties } from './call-parties.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useCallCommand, useCallSnapshot } from './use-call-control.ts';
import type { Softphone } from './use-softphone.ts';

/** The call in progress: how long, how it sounds, hold, mute, transfer, end. */
export function CallBar(props: { call: CurrentCall; softphone: Softphone; isInFront: boolean }) {
  const { call, softphone } = props;
  const t = useT();
  const announce = useAnnounce();
  const act = useCallCommand(call.callId);
  const [asking, ask] = useState(false);
  const [transferring, transfer] = useState(false);
  const live = call.state === 'connected' && call.inCall;
  const { data: snapshot } = useCallSnapshot(live ? call.callId : undefined);

  const hold = () => act.mutate({ type: call.onHold ? 'resume' : 'hold' });
  const mute = () => {
    softphone.mute(!softphone.muted);
    announce(t(softphone.muted ? 'call.unmuted' : 'call.muted'), { key: 'mute' });
  };
  useShortcut('call.hold', 'Ctrl+Alt+KeyH', t('call.holdOrResume'), hold, { enabled: live });
  useShortcut('call.mute', 'Ctrl+Alt+KeyU', t('call.muteOrNot'), mute, { enabled: live });
  useShortcut('call.transfer', 'Ctrl+Alt+KeyT', t('transfer.title'), () => transfer(true), {
    enabled: live && props.isInFront,
  });
  useShortcut('call.end', 'Ctrl+Alt+KeyE', t('call.end'), () => ask(true), {
    enabled: live && props.isInFront,
  });

  return (
    <section className="call-bar" aria-label={t('call.title')}>
      <strong>
        {call.citizen.name ?? call.citizen.phone ?? t('call.unknownCaller')}{' '}
        {t(live ? 'call.inProgress' : call.state === 'ended' ? 'call.ended' : 'call.handedOn')}{' '}
        {live && call.connectedAt && <TimeSince at={call.connectedAt} />}
      </strong>
      {live && (
        <>
          <span role="status">{t(`voice.${softphone.voice}`)}</span>
          <Button
            isPending={act.isPending}
            isDisabled={snapshot?.consulting ?? false}
            onPress={hold}
          >
            {t(call.onHold ? 'call.resume' : 'call.hold')}
          </Button>
          <Button onPress={mute}>{t(softphone.muted ? 'call.unmute' : 'call.mute')}</Button>
          <Button isDisabled={!snapshot || snapshot.consulting} onPress={() => transfer(true)}>
            {t('call.transfer')}
          </Button>
          <Button variant="danger" onPress={() => ask(true)}>
            {t('call.end')}
          </Button>
          {snapshot && <CallParties call={snapshot} />}
        </>
      )}
      {snapshot && live && (
        <TransferDialog call={snapshot} isOpen={transferring} onClose={() => transfer(false)} />
      )}
      <ConfirmDialog
        isOpen={asking && live}
        title={t('call.end.question')}
        confirmLabel={t('call.end')}
        danger
        onConfirm={() => {
          ask(false);
          act.mutateAsync({ type: 'endCall' }).then(focusWrapUp, () => undefined);
        }}
        onCancel={() => ask(false)}
      >
        <p>{t('call.end.body')}</p>
      </ConfirmDialog>
    </section>
  );
}
