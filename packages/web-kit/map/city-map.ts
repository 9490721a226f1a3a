import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { boundaries } from './boundaries.ts';

/** A place in WGS 84 degrees. */
export interface Place {
  lat: number;
  lng: number;
}

/** Something shown beside the pin. */
export interface Marker extends Place {
  id: string;
  label: string;
}

/** What the map shows now. */
export interface MapView {
  place: Place | null;
  markers: readonly Marker[];
  locale: string;
  credit: string;
  readOnly: boolean;
}

/** 四維行政中心, the city hall: where the map opens. */
const cityHall: Place = { lat: 22.6203, lng: 120.3119 };

/** Leaflet with the city's districts as its ground. Knows nothing of React or of texts. */
export class CityMap {
  readonly #map: L.Map;
  readonly #onChoose: (place: Place) => void;
  readonly #onMarker: ((id: string) => void) | undefined;
  readonly #districts: L.LayerGroup;
  readonly #markers = L.layerGroup();
  #pin: L.Marker | undefined;
  #readOnly = false;
  /** Which markers the view was last fitted to. */
  #fitted = '';
  #locale = '';
  #credit = '';

  constructor(
    box: HTMLElement,
    options: {
      onChoose(place: Place): void;
      onMarker?(id: string): void;
      tileUrl?: string;
      tileCredit?: string;
    },
  ) {
    this.#onChoose = options.onChoose;
    this.#onMarker = options.onMarker;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map = L.map(box, {
      keyboard: false,
      zoomControl: false,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      inertia: !calm,
      minZoom: 9,
      maxZoom: 19,
    }).setView(cityHall, 12);
    this.#map.attributionControl.setPrefix(false);
    if (options.tileUrl) {
      L.tileLayer(options.tileUrl, { attribution: options.tileCredit }).addTo(this.#map);
    }
    this.#districts = L.layerGroup().addTo(this.#map);
    this.#markers.addTo(this.#map);
    this.#map.on('click', ({ latlng }) => !this.#readOnly && this.#choose(latlng));
    // Its box may open at no size (a tab, a dialog) and get one later.
    this.#sizes.observe(box);
  }

  readonly #sizes = new ResizeObserver(() => this.#map.invalidateSize({ animate: false }));

  /** Shows the pin, the other markers and the districts' names in the language of the page. */
  show(view: MapView): void {
    this.#readOnly = view.readOnly;
    if (this.#locale !== view.locale) this.#drawDistricts(view.locale);
    if (this.#credit !== view.credit) {
      this.#map.attributionControl.removeAttribution(this.#credit).addAttribution(view.credit);
      this.#credit = view.credit;
    }
    this.#movePin(view.place);
    this.#markers.clearLayers();
    for (const { id, label, ...at } of view.markers) {
      const icon = L.divIcon({ className: 'map-marker', html: '◆', iconSize: [24, 24] });
      const marker = L.marker(at, { icon, keyboard: false, interactive: true }).bindTooltip(label);
      marker.on('click', () => this.#onMarker?.(id)).addTo(this.#markers);
    }
    if (!view.place) this.#fit(view.markers);
  }

  /** Where the pin goes by a key press: `times` 12 px; from the middle when there is none yet. */
  moved(from: Place | null, [north, east]: [number, number], times: number): Place {
    if (!from) return trimmed(this.#map.getCenter());
    const point = this.#map.project(from).add([east * 12 * times, -north * 12 * times]);
    return trimmed(this.#map.unproject(point));
  }

  pan([north, east]: [number, number]): void {
    this.#map.panBy([east * 80, -north * 80], { animate: false });
  }

  zoom(by: 1 | -1): void {
    this.#map.setZoom(this.#map.getZoom() + by);
  }

  remove(): void {
    this.#sizes.disconnect();
    this.#map.remove();
  }

  /** Without a pin the view opens on the markers, once for each set of them. */
  #fit(markers: readonly Marker[]): void {
    const set = markers.map(({ id }) => id).join();
    if (set === this.#fitted) return;
    this.#fitted = set;
    if (markers.length === 0) return;
    const bounds = L.latLngBounds(markers.map(({ lat, lng }) => [lat, lng]));
    this.#map.fitBounds(bounds, { padding: [40, 40], maxZoom: 14, animate: false });
  }

  #choose(at: L.LatLng): void {
    this.#onChoose(trimmed(at));
  }

  #drawDistricts(locale: string): void {
    this.#locale = locale;
    this.#districts.clearLayers();
    for (const { rings, zh, en } of boundaries) {
      const outline = rings.map((ring) => ring.map(([lng, lat]): L.LatLngTuple => [lat, lng]));
      L.polygon(
        outline.map((ring) => [ring]),
        { className: 'map-district', interactive: false },
      )
        .bindTooltip(locale === 'en' ? en : zh, {
          permanent: true,
          direction: 'center',
          className: 'map-name',
          interactive: false,
        })
        .addTo(this.#districts);
    }
  }

  #movePin(place: Place | null): void {
    if (!place) {
      this.#pin?.remove();
      this.#pin = undefined;
      return;
    }
    if (!this.#pin) {
      const icon = L.divIcon({ className: 'map-pin', iconSize: [32, 44], iconAnchor: [16, 44] });
      this.#pin = L.marker(place, { icon, keyboard: false }).addTo(this.#map);
      this.#pin.on('dragend', () => this.#pin && this.#choose(this.#pin.getLatLng()));
      this.#map.setView(place, Math.max(this.#map.getZoom(), 14), { animate: false });
    }
    this.#pin.setLatLng(place);
    if (this.#readOnly) this.#pin.dragging?.disable();
    else this.#pin.dragging?.enable();
    if (!this.#map.getBounds().contains(place)) this.#map.panTo(place, { animate: false });
  }
}

/** Six places after the point are 10 cm. */
function trimmed({ lat, lng }: Place): Place {
  return { lat: Number(lat.toFixed(6)), lng: Number(lng.toFixed(6)) };
}
