import { Button } from '@1999/web-kit';
import { useId } from 'react';
import { useT } from '../../messages/index.ts';

/** A photo on this device, to be sent with the report. */
export interface PickedPhoto {
  /** Also the key under which it is uploaded once. */
  readonly key: string;
  readonly name: string;
  readonly blob: Blob;
}

/** Takes photos from the camera or the album; they stay on the device until the report is sent. */
export function PhotoPicker(props: {
  photos: readonly PickedPhoto[];
  onChange(photos: readonly PickedPhoto[]): void;
}) {
  const t = useT();
  const input = useId();
  const { photos, onChange } = props;
  return (
    <fieldset className="photo-picker">
      <legend>{t('photos.legend')}</legend>
      <label className="button button-large" htmlFor={input}>
        {t('photos.add')}
      </label>
      <input
        id={input}
        className="visually-hidden"
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => {
          const picked = [...(event.target.files ?? [])].map((blob) => ({
            key: crypto.randomUUID(),
            name: blob.name,
            blob,
          }));
          onChange([...photos, ...picked]);
          event.target.value = '';
        }}
      />
      <ul aria-live="polite">
        {photos.map((photo) => (
          <li key={photo.key}>
            {photo.name} {t('photos.waiting')}{' '}
            <Button
              variant="quiet"
              size="large"
              onPress={() => onChange(photos.filter((one) => one !== photo))}
            >
              {t('photos.remove', { name: photo.name })}
            </Button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
