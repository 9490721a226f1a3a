import { EmptyState, MessageLog, Page, QueryView, useShortcut } from '@1999/web-kit';
import { useCallback, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useAssist } from '../assist/use-assist.ts';
import { useCurrentCall, useCurrentOffer } from '../call/use-call.ts';
import { useSoftphone } from '../call/use-softphone.ts';
import { WrapUpClock } from '../call/wrap-up-clock.tsx';
import { type Insertion, WrapUpForm } from '../call/wrap-up-form.tsx';
import { CaseForm } from '../case/case-form.tsx';
import { CaseDraft } from '../case/case-values.ts';
import { type Nearby, NearbyOrders } from '../case/nearby-orders.tsx';
import { useStoredDraft } from '../case/use-draft.ts';
import { CallerHistory } from '../history/caller-history.tsx';
import { KnowledgePane } from '../knowledge/knowledge-pane.tsx';
import { ConsoleLayout } from './console-layout.tsx';
import { focusPane, focusState } from './focus.ts';
import { TopBar } from './top-bar.tsx';
import { useWhereAmI } from './use-where-am-i.ts';

const NOWHERE: Pick<CaseDraft, 'district' | 'point' | 'typeCode'> = {
  district: null,
  point: null,
  typeCode: null,
};

/** The agent's one screen. */
export function ConsolePage() {
  const t = useT();
  const { data: call, ...callQuery } = useCurrentCall();
  const { data: offer } = useCurrentOffer();
  const softphone = useSoftphone(call);
  const [place, setPlace] = useState(NOWHERE);
  const [attach, setAttach] = useState<((order: Nearby) => void) | null>(null);
  const takeAttach = useCallback(
    (next: ((order: Nearby) => void) | null) => setAttach(() => next),
    [],
  );
  const [description, setDescription] = useState('');
  const [insertion, setInsertion] = useState<Insertion>();
  const assist = useAssist(call ? description : '');
  const shown = call ?? offer;
  useWhereAmI({ offer, call, softphone });
  // While a call rings, F2 answers it (IncomingCall).
  useShortcut('call.return', 'F2', t('call.return'), () => focusPane('caller'), {
    enabled: Boolean(call) && !offer,
  });
  return (
    <Page
      title={t('console.title')}
      tabTitle={t(offer ? 'console.ringing' : call ? 'console.onCall' : 'console.title')}
      width="wide"
      headingHidden
    >
      <TopBar offer={offer} call={call} softphone={softphone} />
      <WrapUpClock />
      <ConsoleLayout
        caller={shown ? <CallerHistory call={shown} /> : <EmptyState>{t('call.none')}</EmptyState>}
        form={
          call ? (
            <>
              <StoredCaseForm
                key={call.callId}
                call={call}
                onPlace={setPlace}
                onCanAttach={takeAttach}
                likelyType={assist.types[0]?.code}
                onDescription={setDescription}
              />
              <WrapUpForm
                key={`${call.callId}.wrapUp`}
                call={call}
                insertion={insertion}
                onDone={() => {
                  setPlace(NOWHERE);
                  setInsertion(undefined);
                  focusState();
                }}
              />
            </>
          ) : (
            <EmptyState>{t('form.none')}</EmptyState>
          )
        }
        knowledge={
          <KnowledgePane
            call={call}
            offered={assist.entries}
            onInsert={(words) => setInsertion((before) => ({ words, n: (before?.n ?? 0) + 1 }))}
          />
        }
        nearby={
          callQuery.isSuccess && call ? (
            <NearbyOrders place={place} onAttach={attach ?? undefined} />
          ) : (
            <EmptyState>{t('nearby.none')}</EmptyState>
          )
        }
        log={<MessageLog />}
      />
    </Page>
  );
}

function StoredCaseForm(props: Omit<Parameters<typeof CaseForm>[0], 'draft'>) {
  const stored = useStoredDraft(props.call.callId);
  return (
    <QueryView query={stored}>
      {(data) => <CaseForm {...props} draft={CaseDraft.parse(data)} />}
    </QueryView>
  );
}
