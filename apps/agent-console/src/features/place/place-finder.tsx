import { PlaceMark } from '@1999/cases/contract';
import {
  api,
  Button,
  TextField,
  useAnnounce,
  useErrorSentence,
  useLocaleChoice,
} from '@1999/web-kit';
import { districtAt, readPlace } from '@1999/web-kit/map';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

/** What the finder found out: whatever it knows of the place, to be set on the form. */
export interface FoundPlace {
  readonly district?: string;
  readonly village?: string | null;
  readonly address?: string;
  readonly landmark?: string;
  readonly point?: { lat: number; lng: number };
}

/**
 * One box for every way people say where: an address, coordinates (WGS 84 or TWD97), the number on
 * a light pole or signal, a landmark. Enter takes it over into the form.
 */
export function PlaceFinder({ onFound }: { onFound(place: FoundPlace): void }) {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const { locale } = useLocaleChoice();
  const [typed, type] = useState('');
  const [marks, setMarks] = useState<readonly PlaceMark[]>();
  const [problem, setProblem] = useState('');

  function take(place: FoundPlace, said: string): void {
    onFound(place);
    setMarks(undefined);
    setProblem('');
    announce(said, { politeness: 'assertive', evenIfRepeated: true });
  }

  async function find(): Promise<void> {
    const read = readPlace(typed);
    if (read.kind === 'point') {
      const district = districtAt(read.point.lat, read.point.lng);
      if (!district) return setProblem(t('place.outside'));
      const words = { system: read.system, district: locale === 'en' ? district.en : district.zh };
      return take({ point: read.point, district: district.code }, t('place.point', words));
    }
    if (read.kind === 'address') {
      const { district, village, rest } = read;
      return take(
        { district: district.code, village, address: rest },
        t('place.address', { district: locale === 'en' ? district.en : district.zh }),
      );
    }
    if (!read.words) return;
    try {
      const path = `/api/place-marks?q=${encodeURIComponent(read.words.slice(0, 60))}`;
      const found = await api.get(path, { schema: z.array(PlaceMark) });
      const [only] = found;
      if (found.length === 1 && only) return takeMark(only);
      setMarks(found);
      setProblem(found.length === 0 ? t('place.unknown') : '');
      if (found.length > 0) announce(t('place.several', { count: found.length }));
    } catch (error) {
      setProblem(sentence(error));
    }
  }

  function takeMark(mark: PlaceMark): void {
    const landmark = t(`place.mark.${mark.kind}`, { code: mark.code });
    take(
      { landmark, district: mark.district, point: { lat: mark.lat, lng: mark.lng } },
      t('place.mark.taken', { mark: landmark }),
    );
  }

  return (
    // Enter finds the place and does not send the case.
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field within
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
        if (!(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        void find();
      }}
    >
      <div className="place-finder">
        <TextField
          label={t('place.find')}
          description={t('place.find.hint')}
          value={typed}
          onChange={type}
          errorMessage={problem || undefined}
        />
        <Button onPress={() => void find()}>{t('place.take')}</Button>
      </div>
      {marks && marks.length > 0 && (
        <ul aria-label={t('place.several', { count: marks.length })} className="place-marks">
          {marks.map((mark) => (
            <li key={`${mark.kind} ${mark.code}`}>
              <Button onPress={() => takeMark(mark)}>
                {t(`place.mark.${mark.kind}`, { code: mark.code })}
                {mark.words && ` ${mark.words}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
