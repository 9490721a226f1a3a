import { useEffect, useEffectEvent, useId, useRef } from 'react';
import { useAnnounce } from '../announcer/announcer-provider.tsx';
import { Button } from '../components/button.tsx';
import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { districtAt } from './boundaries.ts';
import { CityMap, type Marker, type Place } from './city-map.ts';
import './map.css';

export interface LeafletMapProps {
  value: Place | null;
  /** Left out, the map only shows. */
  onChange?(place: Place): void;
  /** Other things to show: open orders near by. Offer them as a list or table too. */
  markers?: readonly Marker[];
  /** A marker was pressed. */
  onMarker?(id: string): void;
  /** `https://…/{z}/{x}/{y}.png`, where a city has a tile server; without it districts only. */
  tileUrl?: string;
  tileCredit?: string;
  /** CSS height. */
  height?: string;
}

/** Arrow keys and how they move the pin: north and east. */
const steps: Record<string, [north: number, east: number]> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The map itself; use PlaceMap, which loads it. */
export default function LeafletMap({ height = '320px', ...props }: LeafletMapProps) {
  const t = useKitT();
  const { locale } = useLocaleChoice();
  const announce = useAnnounce();
  const box = useRef<HTMLDivElement>(null);
  const city = useRef<CityMap>(null);
  const helpId = useId();
  const { value, onChange, markers, onMarker, tileUrl, tileCredit } = props;

  const say = ({ lat, lng }: Place): string => {
    const where = { lat: lat.toFixed(5), lng: lng.toFixed(5) };
    const district = districtAt(lat, lng);
    if (!district) return `${t('kit.map.place', where)} ${t('kit.map.outside')}`;
    return t('kit.map.placeIn', {
      district: locale === 'en' ? district.en : district.zh,
      ...where,
    });
  };
  const choose = useEffectEvent((place: Place) => {
    onChange?.(place);
    announce(say(place), { key: 'map-pin' });
  });

  const press = useEffectEvent((id: string) => onMarker?.(id));

  useEffect(() => {
    if (!box.current) return;
    const map = new CityMap(box.current, {
      onChoose: choose,
      onMarker: press,
      tileUrl,
      tileCredit,
    });
    city.current = map;
    return () => {
      city.current = null;
      map.remove();
    };
  }, [tileUrl, tileCredit]);

  const credit = t('kit.map.credit');
  const readOnly = !onChange;
  useEffect(() => {
    city.current?.show({ place: value, markers: markers ?? [], locale, credit, readOnly });
  }, [value, markers, locale, credit, readOnly]);

  function onKeyDown(event: React.KeyboardEvent): void {
    const map = city.current;
    if (!map || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = steps[event.key];
    if (step && onChange) choose(map.moved(value, step, event.shiftKey ? 10 : 1));
    else if (step) map.pan(step);
    else if (event.key === '+' || event.key === '=') map.zoom(1);
    else if (event.key === '-') map.zoom(-1);
    else return;
    event.preventDefault();
  }

  const label = onChange
    ? t('kit.map.label')
    : t('kit.map.labelRead', {
        place: value ? say(value) : t('kit.map.markers', { count: markers?.length ?? 0 }),
      });
  return (
    <div className="map">
      <div
        className="map-frame"
        role="application"
        aria-label={label}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the pin
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div ref={box} className="map-box" style={{ blockSize: height }} aria-hidden="true" />
      </div>
      <div className="map-buttons">
        <Button onPress={() => city.current?.zoom(1)}>{t('kit.map.zoomIn')}</Button>
        <Button onPress={() => city.current?.zoom(-1)}>{t('kit.map.zoomOut')}</Button>
      </div>
      <p id={helpId} className="field-hint">
        {onChange && !value ? `${t('kit.map.noPin')} ` : ''}
        {onChange ? t('kit.map.help') : ''}
      </p>
      {onChange && value && <p className="map-place">{say(value)}</p>}
    </div>
  );
}
