import {
  type ListeningPurpose,
  listeningPurposes,
  type RecordingView,
} from '@1999/telephony/contract/recording';
import { EmptyState, QueryView, Select, SoundPlayer, stopwatch, Time } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { soundOf, useRecordings } from './use-calls.ts';

/** A call's recordings. Whoever listens says what for: it stands in the journal with their name. */
export function Recordings({ callId }: { callId: string }) {
  const t = useT();
  const recordings = useRecordings(callId);
  const [purpose, setPurpose] = useState<ListeningPurpose>('quality');
  return (
    <>
      <Select
        label={t('calls.purpose')}
        description={t('calls.purpose.hint')}
        value={purpose}
        onChange={(chosen) => chosen && setPurpose(chosen)}
        options={listeningPurposes.map((id) => ({ id, label: t(`calls.purpose.${id}`) }))}
      />
      <QueryView query={recordings}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState>{t('calls.recordings.none')}</EmptyState>
          ) : (
            rows.map((row) => <OneRecording key={row.recordingId} of={row} purpose={purpose} />)
          )
        }
      </QueryView>
    </>
  );
}

function OneRecording({ of, purpose }: { of: RecordingView; purpose: ListeningPurpose }) {
  const t = useT();
  return (
    <section aria-label={t(`calls.kind.${of.kind}`)}>
      <h3>
        {t(`calls.kind.${of.kind}`)} <Time at={of.startedAt} shape="seconds" />{' '}
        {t(`calls.recording.${of.state}`)}
      </h3>
      {of.deleteAt && of.state !== 'deleted' && (
        <p className="muted">
          {t('calls.deleteAt')} <Time at={of.deleteAt} />
        </p>
      )}
      {of.state === 'stopped' && (
        <ol className="recording-files">
          {of.files.map((file, at) => (
            <li key={`${file.partyId} ${file.offsetMs}`}>
              <Player
                recordingId={of.recordingId}
                partyId={file.partyId}
                purpose={purpose}
                label={t('calls.file', {
                  number: at + 1,
                  from: stopwatch(file.offsetMs),
                  length: stopwatch(file.durationMs),
                })}
              />
              {!file.complete && <p className="muted">{t('calls.file.incomplete')}</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Fetches the sound when it is asked for, not before: each hearing is written down. */
function Player(props: {
  recordingId: string;
  partyId: string;
  purpose: ListeningPurpose;
  label: string;
}) {
  const t = useT();
  const { recordingId, partyId, purpose, label } = props;
  return (
    <>
      <p>{label}</p>
      <SoundPlayer
        label={label}
        listen={t('calls.listen')}
        load={() => soundOf(recordingId, partyId, purpose)}
      />
    </>
  );
}
