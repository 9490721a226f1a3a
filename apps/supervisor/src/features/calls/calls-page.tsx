import { type CallRow, type CallState, callStates } from '@1999/telephony/contract';
import { Button, Dialog, Page, QueryView, Select } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { CallsTable } from './calls-table.tsx';
import { NuisanceForm } from './nuisance-form.tsx';
import { RecordingPolicyCard } from './recording-policy-card.tsx';
import { Recordings } from './recordings.tsx';
import { useAgentNames, useCalls } from './use-calls.ts';

type Open = { what: 'recordings' | 'nuisance'; call: CallRow };

/** Every call: who, when, by whom, how it ended; its recordings; and the way onto the nuisance list. */
export function CallsPage() {
  const t = useT();
  const [state, setState] = useState<CallState | 'all'>('all');
  const calls = useCalls(state);
  const names = useAgentNames();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page title={t('calls.title')} width="wide">
      <Select
        label={t('calls.state')}
        value={state}
        onChange={(chosen) => chosen && setState(chosen)}
        options={(['all', ...callStates] as const).map((id) => ({
          id,
          label: t(`calls.state.${id}`),
        }))}
      />
      <QueryView query={calls}>
        {({ pages }) => (
          <>
            <CallsTable
              rows={pages.flat()}
              names={names}
              onRecordings={(call) => setOpen({ what: 'recordings', call })}
              onNuisance={(call) => setOpen({ what: 'nuisance', call })}
            />
            {calls.hasNextPage && (
              <p>
                <Button
                  isPending={calls.isFetchingNextPage}
                  onPress={() => void calls.fetchNextPage()}
                >
                  {t('orders.more')}
                </Button>
              </p>
            )}
          </>
        )}
      </QueryView>
      <RecordingPolicyCard />
      <Dialog
        isOpen={open?.what === 'recordings'}
        onClose={close}
        title={t('calls.recordings')}
        wide
      >
        {open && <Recordings callId={open.call.callId} />}
      </Dialog>
      <Dialog isOpen={open?.what === 'nuisance'} onClose={close} title={t('calls.nuisance')}>
        {open && <NuisanceForm call={open.call} onDone={close} />}
      </Dialog>
    </Page>
  );
}
