import { SupervisorCallCommand } from '@1999/telephony/contract/call-control';
import {
  api,
  Banner,
  Button,
  ConfirmDialog,
  EmptyState,
  Page,
  QueryView,
  RadioGroup,
  toast,
  useAnnounce,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useCurrentCall } from '../call/use-call.ts';
import { useCallSnapshot } from '../call/use-call-control.ts';
import { useSoftphone } from '../call/use-softphone.ts';

type Mode = 'monitor' | 'whisper' | 'barge';
const modes: readonly Mode[] = ['monitor', 'whisper', 'barge'];

/** A supervisor in somebody's call: heard by nobody, by the agent, or by all; or taking it over. */
export function ListenPage({ callId }: { callId: string }) {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const snapshot = useCallSnapshot(callId);
  const { data: mine } = useCurrentCall();
  const own = mine?.callId === callId && mine.inCall ? mine : null;
  const softphone = useSoftphone(own);
  const [taking, take] = useState(false);
  const act = useMutation({
    mutationFn: (type: Mode | 'takeover' | 'hangup') =>
      api.post(`/api/calls/${callId}/supervision`, {
        body: SupervisorCallCommand.parse({ commandId: crypto.randomUUID(), type }),
      }),
    onSuccess: (_answer, type) =>
      announce(t(`listen.told.${type}`), { politeness: 'assertive', evenIfRepeated: true }),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['current-call'] }),
        queries.invalidateQueries({ queryKey: ['call-snapshot', callId] }),
      ]),
  });

  return (
    <Page title={t('listen.title')}>
      <QueryView query={snapshot}>
        {(call) =>
          call.state === 'ended' ? (
            <EmptyState>{t('call.ended')}</EmptyState>
          ) : (
            <>
              <ul>
                {call.parties
                  .filter(({ state, kind }) => state !== 'left' && kind !== 'supervisor')
                  .map((party) => (
                    <li key={party.partyId}>
                      {party.name ?? t(`party.kind.${party.kind}`)} {t(`party.${party.state}`)}
                    </li>
                  ))}
              </ul>
              {own?.part === 'agent' ? (
                <Banner tone="success" title={t('listen.yours')}>
                  <a href="/console/">{t('listen.console')}</a>
                </Banner>
              ) : (
                <>
                  <RadioGroup<Mode>
                    label={t('listen.how')}
                    value={own?.mode ?? null}
                    onChange={(mode) => act.mutate(mode)}
                    options={modes
                      .filter((mode) => call.capabilities.includes(mode))
                      .map((mode) => ({ id: mode, label: t(`listen.${mode}`) }))}
                  />
                  <p role="status">{own ? t(`voice.${softphone.voice}`) : t('listen.not')}</p>
                  <div className="dialog-actions">
                    {call.capabilities.includes('takeover') && (
                      <Button onPress={() => take(true)}>{t('listen.takeover')}</Button>
                    )}
                    {own && (
                      <Button isPending={act.isPending} onPress={() => act.mutate('hangup')}>
                        {t('listen.stop')}
                      </Button>
                    )}
                  </div>
                </>
              )}
            </>
          )
        }
      </QueryView>
      <ConfirmDialog
        isOpen={taking}
        title={t('listen.takeover.question')}
        confirmLabel={t('listen.takeover')}
        onConfirm={() => {
          take(false);
          act.mutate('takeover');
        }}
        onCancel={() => take(false)}
      >
        <p>{t('listen.takeover.body')}</p>
      </ConfirmDialog>
    </Page>
  );
}
