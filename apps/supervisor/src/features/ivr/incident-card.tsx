import type { Incident } from '@1999/telephony/contract/ivr';
import type { Sounds } from '@1999/telephony/contract/sound';
import {
  api,
  Banner,
  Button,
  Card,
  FormRow,
  QueryView,
  TextField,
  Time,
  toast,
  useErrorSentence,
  useName,
  webClock,
} from '@1999/web-kit';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { SoundFields, SoundHint } from './sound-fields.tsx';
import { useIncident } from './use-ivr.ts';

/** Typhoon mode: a notice that every caller hears, until it is over. */
export function IncidentCard() {
  const t = useT();
  const incident = useIncident();
  const sentence = useErrorSentence();
  const over = async () => {
    try {
      await api.del('/api/ivr/incident', { schema: z.object({ ended: z.boolean() }) });
      await incident.refetch();
    } catch (error) {
      toast(sentence(error), 'error');
    }
  };
  return (
    <Card title={t('ivr.incident')}>
      <QueryView query={incident}>
        {(now) =>
          now ? (
            <IncidentOn incident={now} onOver={over} />
          ) : (
            <NoticeForm onSet={() => void incident.refetch()} />
          )
        }
      </QueryView>
    </Card>
  );
}

function IncidentOn({ incident, onOver }: { incident: Incident; onOver(): void }) {
  const t = useT();
  const name = useName();
  return (
    <Banner
      tone="warning"
      title={t('ivr.incident.on')}
      actions={<Button onPress={onOver}>{t('ivr.incident.end')}</Button>}
    >
      <p>{name(incident.notice.zh, incident.notice.en)}</p>
      <p>
        {t('ivr.incident.until')} <Time at={incident.until} />
      </p>
    </Banner>
  );
}

function NoticeForm({ onSet }: { onSet(): void }) {
  const t = useT();
  const sentence = useErrorSentence();
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [sounds, setSounds] = useState<Sounds>();
  const [hours, setHours] = useState('6');
  const set = async () => {
    try {
      const until = Temporal.Instant.fromEpochMilliseconds(Math.round(webClock.nowMs())).add({
        minutes: Math.round(Number(hours) * 60) || 1,
      });
      const body = { notice: { zh, en, sounds }, until: until.toString() };
      await api.put('/api/ivr/incident', { body, schema: z.object({ incidentId: z.string() }) });
      onSet();
    } catch (error) {
      toast(sentence(error), 'error');
    }
  };
  return (
    <>
      <p className="muted">{t('ivr.incident.intro')}</p>
      <FormRow>
        <TextField label={t('ivr.words.zh')} value={zh} onChange={setZh} multiline isRequired />
        <TextField label={t('ivr.words.en')} value={en} onChange={setEn} multiline isRequired />
      </FormRow>
      <SoundHint />
      <SoundFields
        label={t('ivr.sounds.of', { prompt: t('ivr.incident.notice') })}
        part={t('ivr.incident.notice')}
        sounds={sounds}
        onChange={setSounds}
      />
      <FormRow>
        <TextField
          label={t('ivr.incident.hours')}
          inputMode="decimal"
          value={hours}
          onChange={setHours}
        />
        <Button variant="primary" isDisabled={!zh.trim() || !en.trim()} onPress={set}>
          {t('ivr.incident.set')}
        </Button>
      </FormRow>
    </>
  );
}
