import { api, Button, useErrorSentence } from '@1999/web-kit';
import { type Dispatch, type SetStateAction, useId } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

/** A photo on its way to the server, or there. */
export interface PickedPhoto {
  readonly key: string;
  readonly name: string;
  readonly state: 'uploading' | 'done' | 'failed';
  readonly attachmentId?: string;
  readonly problem?: string;
}

const Uploaded = z.object({ attachmentId: z.uuid() });
const UPLOAD_MS = 120_000;

/** Takes photos from the camera or the album and uploads each at once. */
export function PhotoPicker(props: {
  caseId: string;
  photos: readonly PickedPhoto[];
  onChange: Dispatch<SetStateAction<readonly PickedPhoto[]>>;
}) {
  const t = useT();
  const input = useId();
  const sentence = useErrorSentence();

  async function upload(file: File): Promise<void> {
    const key = crypto.randomUUID();
    const settle = (change: Partial<PickedPhoto>) =>
      props.onChange((all) =>
        all.map((photo) => (photo.key === key ? { ...photo, ...change } : photo)),
      );
    props.onChange((all) => [...all, { key, name: file.name, state: 'uploading' }]);
    const body = new FormData();
    body.append('file', file);
    try {
      const path = `/api/attachments?caseId=${props.caseId}&keepOrigin=true`;
      const { attachmentId } = await api.post(path, {
        body,
        schema: Uploaded,
        timeoutMs: UPLOAD_MS,
        idempotencyKey: key,
      });
      settle({ state: 'done', attachmentId });
    } catch (error) {
      settle({ state: 'failed', problem: sentence(error) });
    }
  }

  return (
    <fieldset className="photo-picker">
      <legend>{t('photos.legend')}</legend>
      <label className="button" htmlFor={input}>
        {t('photos.add')}
      </label>
      <input
        id={input}
        className="visually-hidden"
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => {
          for (const file of event.target.files ?? []) void upload(file);
          event.target.value = '';
        }}
      />
      <ul aria-live="polite">
        {props.photos.map((photo) => (
          <li key={photo.key}>
            {photo.name} {t(`photos.${photo.state}`)} {photo.problem}{' '}
            {photo.state !== 'uploading' && (
              <Button
                variant="quiet"
                onPress={() => props.onChange((all) => all.filter((one) => one !== photo))}
              >
                {t('photos.remove', { name: photo.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
