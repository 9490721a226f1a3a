import { type Language, languages } from '@1999/telephony/contract';
import { SOUND_FILES, type Sounds } from '@1999/telephony/contract/sound';
import { Button, Select, SoundPlayer, toast, useErrorSentence } from '@1999/web-kit';
import { useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useT } from '../../messages/index.ts';
import { withSound } from './flow-draft.ts';
import { soundFile, uploadSound, useSound } from './use-ivr.ts';

/** Recordings of one prompt, a language at a time; what has none is spoken in its words. */
export function SoundFields(props: {
  /** Names the group. */
  label: string;
  /** The prompt's name, said with each button. */
  part: string;
  sounds: Sounds | undefined;
  onChange(sounds: Sounds | undefined): void;
  /** An upload has begun or ended: until it has, the prompt must keep its place. */
  onWorking?(working: boolean): void;
}) {
  const t = useT();
  const { sounds, onChange } = props;
  const [chosen, choose] = useState<Language>('zh');
  const { working, problem, upload } = useUpload(props);
  const free = languages.filter((one) => !sounds?.[one]);
  const language = free.includes(chosen) ? chosen : free[0];
  const placeOf = (one: Language) =>
    t('ivr.sound.place', { part: props.part, language: t(`ivr.language.${one}`) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row
    <div role="group" aria-label={props.label} className="ivr-sounds">
      {languages.map((one) => {
        const soundId = sounds?.[one];
        return (
          soundId && (
            <OneSound
              key={one}
              language={one}
              place={placeOf(one)}
              soundId={soundId}
              isPending={working}
              onReplace={(file) => void upload(one, file)}
              onRemove={() => onChange(withSound(sounds, one, null))}
            />
          )
        );
      })}
      {language && (
        <div className="ivr-sound">
          <Select<Language>
            label={t('ivr.sound.language')}
            options={free.map((id) => ({ id, label: t(`ivr.language.${id}`) }))}
            value={language}
            onChange={choose}
          />
          <PickFile
            label={t('ivr.sound.upload.of', { place: placeOf(language) })}
            isPending={working}
            onPick={(file) => void upload(language, file)}
          >
            {t('ivr.sound.upload')}
          </PickFile>
        </div>
      )}
      <p role="status" className="ivr-sound-state">
        {working && t('ivr.sound.working')}
      </p>
      {problem && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What recordings are for, and what may be uploaded; once where there are many. */
export function SoundHint() {
  const t = useT();
  return (
    <p className="muted">
      {t('ivr.sounds.hint')} {t('ivr.sounds.files')}
    </p>
  );
}

type Fields = Parameters<typeof SoundFields>[0];

/** One upload at a time, with what came of it. What is edited meanwhile stays as it is then. */
function useUpload(props: Fields) {
  const t = useT();
  const sentence = useErrorSentence();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const work = (now: boolean) => {
    setWorking(now);
    latest.current.onWorking?.(now);
  };
  const upload = async (language: Language, file: File) => {
    work(true);
    setProblem(undefined);
    try {
      const { soundId, durationMs } = await uploadSound(file);
      const { sounds, onChange } = latest.current;
      onChange(withSound(sounds, language, soundId));
      const seconds = secondsOf(durationMs);
      toast(t('ivr.sound.done', { language: t(`ivr.language.${language}`), seconds }), 'success');
    } catch (error) {
      setProblem(sentence(error));
    } finally {
      work(false);
    }
  };
  return { working, problem, upload };
}

function OneSound(props: {
  language: Language;
  place: string;
  soundId: string;
  isPending: boolean;
  onReplace(file: File): void;
  onRemove(): void;
}) {
  const t = useT();
  const { place, soundId } = props;
  const { data } = useSound(soundId);
  return (
    <div className="ivr-sound ivr-sound-kept">
      <span>
        <strong>{t('ivr.sound', { language: t(`ivr.language.${props.language}`) })}</strong>{' '}
        {data && (
          <span className="muted">
            {t('ivr.sound.about', { seconds: secondsOf(data.durationMs) })}
            {data.uploadedBy && ` · ${t('ivr.sound.by', { by: data.uploadedBy })}`}
          </span>
        )}
      </span>
      <SoundPlayer
        key={soundId}
        label={place}
        listen={t('ivr.sound.listen')}
        load={() => soundFile(soundId)}
      />
      <PickFile
        label={t('ivr.sound.replace.of', { place })}
        isPending={props.isPending}
        onPick={props.onReplace}
      >
        {t('ivr.sound.replace')}
      </PickFile>
      <Button aria-label={t('ivr.sound.remove.of', { place })} onPress={props.onRemove}>
        {t('ivr.sound.remove')}
      </Button>
    </div>
  );
}

function PickFile(props: {
  label: string;
  isPending: boolean;
  onPick(file: File): void;
  children: string;
}) {
  return (
    <FileTrigger
      acceptedFileTypes={SOUND_FILES.split(',')}
      onSelect={(files) => {
        const file = files?.item(0);
        if (file) props.onPick(file);
      }}
    >
      <Button aria-label={props.label} isPending={props.isPending}>
        {props.children}
      </Button>
    </FileTrigger>
  );
}

const secondsOf = (ms: number) => (ms / 1000).toFixed(1);
