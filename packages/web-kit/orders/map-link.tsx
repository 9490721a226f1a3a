import { useKitT } from '../i18n/create-i18n.ts';

/** The place in the device's own map app, and the way there by Google Maps where there is none. */
export function MapLink({ lat, lng }: { lat: number; lng: number }) {
  const t = useKitT();
  return (
    <span className="map-links">
      <a href={`geo:${lat},${lng}?q=${lat},${lng}`}>
        {t('kit.order.navigate', { lat: lat.toFixed(5), lng: lng.toFixed(5) })}
      </a>{' '}
      <a
        href={`https://www.google.com/maps/dir/?api=1&destination=${lat},${lng}`}
        target="_blank"
        rel="noreferrer"
      >
        {t('kit.order.directions')}
      </a>
    </span>
  );
}
