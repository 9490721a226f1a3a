import { useKitT } from '../i18n/create-i18n.ts';

/** The place in the device's own map app. */
export function MapLink({ lat, lng }: { lat: number; lng: number }) {
  const t = useKitT();
  return (
    <a href={`geo:${lat},${lng}?q=${lat},${lng}`}>
      {t('kit.order.navigate', { lat: lat.toFixed(5), lng: lng.toFixed(5) })}
    </a>
  );
}
