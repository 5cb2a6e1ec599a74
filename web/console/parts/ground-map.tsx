import {
  type LayerGroup,
  type Map as LeafletMap,
  divIcon,
  layerGroup,
  map,
  marker,
  polyline,
  tileLayer,
} from 'leaflet';
import { useEffect, useRef } from 'react';
import { type Route, routeColour } from './route-map.tsx';
import 'leaflet/dist/leaflet.css';
import './ground-map.css';

export interface GroundPlace {
  locationId: string;
  name: string;
  lng: number;
  lat: number;
  /** Lines that go out from there. */
  lineCount: number;
}

export interface GroundMapProps {
  routes: readonly Route[];
  places: readonly GroundPlace[];
  label: string;
  /** Only this one is strong; all when undefined. */
  chosenId?: string | undefined;
}

const closest = 18;
const quiet = 0.2;

/** Where the installation has its tiles, in GCJ-02 like every place here; null for a plain ground. */
function tileUrl(): string | null {
  const text = document.querySelector('meta[name="tile-url"]')?.getAttribute('content') ?? '';
  return text.includes('{z}') ? text : null;
}

/** A map to move about: shops, stops and routes, on tiles if there are any, else on a plain ground. No other call goes out. */
export function GroundMap({ routes, places, label, chosenId }: GroundMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<{ map: LeafletMap; marks: LayerGroup } | null>(null);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const made = map(frame.current, { zoomSnap: 0.25, maxZoom: closest, attributionControl: false });
    const url = tileUrl();
    if (url !== null) tileLayer(url, { maxZoom: closest }).addTo(made);
    shown.current = { map: made, marks: layerGroup().addTo(made) };
    return () => {
      made.remove();
      shown.current = null;
    };
  }, []);
  const ends = [...routes.flatMap(({ stops }) => stops), ...places];
  const span = ends.map(({ lng, lat }) => `${lng} ${lat}`).join();
  useEffect(() => {
    const points = span.split(',').map((pair) => pair.split(' ').map(Number) as [number, number]);
    if (span !== '')
      shown.current?.map.fitBounds(
        points.map(([lng, lat]) => [lat, lng]),
        { padding: [36, 36], animate: false },
      );
  }, [span]);
  useEffect(() => {
    if (shown.current) draw(shown.current.marks, routes, places, chosenId);
  }, [routes, places, chosenId]);
  return <div ref={frame} className="ground-map" role="region" aria-label={label} />;
}

function draw(
  marks: LayerGroup,
  routes: readonly Route[],
  places: readonly GroundPlace[],
  chosenId: string | undefined,
): void {
  marks.clearLayers();
  for (const { name, lng, lat, lineCount } of places) {
    const icon = divIcon({
      className: 'ground-place',
      html: textOf(lineCount > 0 ? `${name} · ${lineCount}` : name),
      iconSize: [0, 0],
    });
    marks.addLayer(marker([lat, lng], { icon, keyboard: false, interactive: false }));
  }
  for (const [index, route] of routes.entries()) {
    const { line, text } = routeColour(index);
    const opacity = chosenId === undefined || chosenId === route.routeId ? 1 : quiet;
    const way = route.stops.map(({ lng, lat }) => [lat, lng] as [number, number]);
    marks.addLayer(polyline(way, { color: line, weight: 3, opacity, interactive: false }));
    for (const [at, stop] of route.stops.entries()) {
      const mark = textOf(String(at + 1));
      const isAhead = stop.state === 'pending';
      mark.style.color = isAhead ? text : line;
      mark.style.background = isAhead ? line : 'var(--lb-card)';
      mark.style.borderColor = isAhead ? 'var(--lb-card)' : line;
      const icon = divIcon({ className: `ground-stop ground-${stop.kind}`, html: mark, iconSize: [22, 22] });
      const stopMark = marker([stop.lat, stop.lng], { icon, opacity, keyboard: false, zIndexOffset: 100 });
      marks.addLayer(stopMark.bindTooltip(textOf(`${at + 1} · ${stop.name}`)));
    }
  }
}

/** An element with this text, never read as markup. */
function textOf(text: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = text;
  return element;
}
