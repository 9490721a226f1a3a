import { District, MatterType } from '@1999/cases/contract';
import type { ReportDraft } from '@1999/chat/contract';
import {
  Banner,
  Button,
  Card,
  ComboBox,
  createApi,
  OrderPhotos,
  TextField,
  useAnnounce,
  useErrorSentence,
  useLocaleChoice,
} from '@1999/web-kit';
import { PlaceMap } from '@1999/web-kit/map';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import type { Chat } from './use-chat.ts';

const api = createApi({ current: () => undefined });
const forever = { staleTime: Number.POSITIVE_INFINITY };
/** What citizens do not report by this form: it is made when nobody is on duty. */
const NOT_REPORTED = 'callBack';

type Fields = Pick<
  ReportDraft,
  'typeCode' | 'district' | 'address' | 'description' | 'lat' | 'lng'
>;

/** The report as it will be filed: what the bot understood, to be put right and then confirmed. */
export function ReportForm({ draft, room }: { draft: ReportDraft; room: Chat }) {
  const t = useT();
  const english = useLocaleChoice().locale === 'en';
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const [fields, setFields] = useState<Fields>(draft);
  const [hasMap, setHasMap] = useState(false);
  const written = JSON.stringify([
    draft.typeCode,
    draft.district,
    draft.address,
    draft.description,
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bot filled something in meanwhile
  useEffect(() => setFields(draft), [written]);
  const types = useQuery({
    ...forever,
    queryKey: ['matter-types'],
    queryFn: () => api.get('/api/matter-types', { schema: z.array(MatterType) }),
  });
  const districts = useQuery({
    ...forever,
    queryKey: ['districts'],
    queryFn: () => api.get('/api/districts', { schema: z.array(District) }),
  });
  const upload = useMutation({ mutationFn: room.addPhoto });
  const confirm = useMutation({
    mutationFn: async () => {
      await room.draft(bodyOf(fields));
      return room.confirm();
    },
    onSuccess: ({ number }) => announce(t('chat.notice.filed', { number, name: '' })),
  });
  const named = (rows: readonly { code: string; nameZh: string; nameEn: string }[] | undefined) =>
    (rows ?? [])
      .filter(({ code }) => code !== NOT_REPORTED)
      .map((row) => ({ id: row.code, label: english ? row.nameEn : row.nameZh }));
  const set = (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change }));
  const lacks = (field: 'typeCode' | 'district' | 'address' | 'description') =>
    !fields[field]?.trim();
  const complete = !(['typeCode', 'district', 'address', 'description'] as const).some(lacks);
  return (
    <Card title={t('chat.report.title')}>
      <p>{t('chat.report.check')}</p>
      <div className="form">
        <ComboBox
          label={t('chat.report.type')}
          options={named(types.data)}
          value={fields.typeCode}
          onChange={(typeCode) => set({ typeCode })}
        />
        <ComboBox
          label={t('chat.report.district')}
          options={named(districts.data)}
          value={fields.district}
          onChange={(district) => set({ district })}
        />
        <TextField
          label={t('chat.report.address')}
          description={t('chat.report.address.hint')}
          value={fields.address ?? ''}
          onChange={(address) => set({ address })}
          maxLength={200}
        />
        {hasMap ? (
          <PlaceMap
            value={
              fields.lat !== null && fields.lng !== null
                ? { lat: fields.lat, lng: fields.lng }
                : null
            }
            onChange={({ lat, lng }) => set({ lat, lng })}
          />
        ) : (
          <Button onPress={() => setHasMap(true)}>{t('chat.report.map')}</Button>
        )}
        <TextField
          label={t('chat.report.description')}
          multiline
          value={fields.description ?? ''}
          onChange={(description) => set({ description })}
          maxLength={2_000}
        />
        <label className="button button-secondary button-normal chat-photo">
          {t(upload.isPending ? 'chat.report.uploading' : 'chat.report.photo')}
          <input
            type="file"
            accept="image/jpeg,image/png,image/webp"
            className="visually-hidden"
            disabled={upload.isPending}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) upload.mutate(file);
              event.currentTarget.value = '';
            }}
          />
        </label>
        {draft.photos.length > 0 && (
          <OrderPhotos ids={draft.photos.map(({ id }) => id)} load={room.loadPhoto} />
        )}
      </div>
      {(upload.error ?? confirm.error) && (
        <Banner tone="error" role="alert" title={sentence(upload.error ?? confirm.error)} />
      )}
      {!complete && <p className="muted">{t('chat.report.lacks')}</p>}
      <div className="form-actions">
        <Button
          variant="primary"
          size="large"
          isDisabled={!complete}
          isPending={confirm.isPending}
          onPress={() => confirm.mutate()}
        >
          {t('chat.report.confirm')}
        </Button>
        <Button onPress={() => void room.dropReport().catch(() => undefined)}>
          {t('chat.report.drop')}
        </Button>
      </div>
    </Card>
  );
}

function bodyOf(fields: Fields) {
  const written = (text: string | null) => text?.trim() || null;
  return {
    typeCode: fields.typeCode,
    district: fields.district,
    address: written(fields.address),
    description: written(fields.description),
    lat: fields.lat,
    lng: fields.lng,
  };
}
