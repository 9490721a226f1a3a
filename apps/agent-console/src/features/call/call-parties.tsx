import type { CallControlSnapshot, CallParty } from '@1999/telephony/contract/call-control';
import { Button, useAnnounce, useUser } from '@1999/web-kit';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import { useCallCommand } from './use-call-control.ts';

/** Who else is in the call, and what can be done while somebody is asked aside. */
export function CallParties({ call }: { call: CallControlSnapshot }) {
  const t = useT();
  const me = useUser();
  const act = useCallCommand(call.callId);
  const others = call.parties.filter(
    ({ kind, state, userId, mode }) =>
      kind !== 'caller' && state !== 'left' && userId !== me.id && mode !== 'monitor',
  );
  const label = usePartyName();
  useTellOfParties(call);
  const consulted = others.find(({ kind }) => kind === 'consulted' || kind === 'outside');
  if (others.length === 0) return null;
  return (
    <div className="call-parties">
      <ul aria-label={t('parties.title')}>
        {others.map((party) => (
          <li key={party.partyId}>
            {label(party)} {t(`party.${party.state}`)}
            {!call.consulting && party.kind === 'outside' && (
              <Button
                variant="quiet"
                onPress={() => act.mutate({ type: 'kick', partyId: party.partyId })}
              >
                {t('party.kick', { name: label(party) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {call.consulting && (
        <>
          <Button
            variant="primary"
            isDisabled={consulted?.state !== 'joined'}
            isPending={act.isPending}
            onPress={() => act.mutate({ type: 'consultComplete' })}
          >
            {t('consult.complete')}
          </Button>
          <Button
            isDisabled={consulted?.state !== 'joined'}
            onPress={() => act.mutate({ type: 'conference' })}
          >
            {t('consult.conference')}
          </Button>
          <Button onPress={() => act.mutate({ type: 'consultCancel' })}>
            {t('consult.cancel')}
          </Button>
        </>
      )}
      {!call.consulting && consulted?.state === 'joined' && (
        <Button onPress={() => act.mutate({ type: 'hangup' })}>{t('call.leave')}</Button>
      )}
    </div>
  );
}

function usePartyName(): (party: CallParty) => string {
  const t = useT();
  return ({ name, outside, kind }) => {
    if (name) return name;
    if (outside && 'service' in outside) return t(`transfer.service.${outside.service}`);
    return t(`party.kind.${kind}`);
  };
}

/** Says who joins and who leaves, so that nobody has to look. A silent listener is not told. */
function useTellOfParties(call: CallControlSnapshot): void {
  const t = useT();
  const announce = useAnnounce();
  const label = usePartyName();
  const me = useUser();
  const before = useRef(new Map<string, string>());
  useEffect(() => {
    for (const party of call.parties) {
      const was = before.current.get(party.partyId);
      const isMine = party.userId === me.id || party.kind === 'caller' || party.mode === 'monitor';
      if (!isMine && was && was !== party.state) {
        announce(t(`party.told.${party.state}`, { name: label(party) }), {
          politeness: 'assertive',
          key: `party ${party.partyId} ${party.state}`,
        });
      }
      before.current.set(party.partyId, party.state);
    }
  });
}
