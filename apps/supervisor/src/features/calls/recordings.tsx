import {
  type ListeningPurpose,
  listeningPurposes,
  type RecordingView,
} from '@1999/telephony/contract/recording';
import {
  Button,
  EmptyState,
  QueryView,
  Select,
  stopwatch,
  Time,
  toast,
  useErrorSentence,
} from '@1999/web-kit';
import { useEffect, useState } from 'react';
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

/** The button that was pressed is gone: its place is the player's. */
const takeFocus = (player: HTMLAudioElement | null) => player?.focus();

/** Fetches the sound when it is asked for, not before: each hearing is written down. */
function Player(props: {
  recordingId: string;
  partyId: string;
  purpose: ListeningPurpose;
  label: string;
}) {
  const t = useT();
  const sentence = useErrorSentence();
  const [url, setUrl] = useState<string>();
  const [isPending, setPending] = useState(false);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  const load = async () => {
    setPending(true);
    try {
      const sound = await soundOf(props.recordingId, props.partyId, props.purpose);
      setUrl(URL.createObjectURL(sound));
    } catch (error) {
      toast(sentence(error), 'error');
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <p>{props.label}</p>
      {url ? (
        // biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions
        <audio ref={takeFocus} controls autoPlay src={url} aria-label={props.label} />
      ) : (
        <Button isPending={isPending} onPress={() => void load()}>
          {t('calls.listen')}
        </Button>
      )}
    </>
  );
}
