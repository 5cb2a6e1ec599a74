import { MapPinHouse, Store } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { Piece } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { useNow } from '../../kit/use-now.ts';
import { useOrderText } from '../texts/order.ts';
import type { Parcel } from './answers.ts';
import { minutesLeft } from './eta.ts';
import { frameOf, lineThrough, type MapPoint, nearestIndex } from './map-frame.ts';
import './parcel-map.css';

const size = { width: 390, height: 280, margin: { top: 76, side: 56, bottom: 84 } };

/** The way of the parcel on a plain ground: behind the courier dotted, ahead green. No tiles, no outside call. */
export function ParcelMap({ parcel }: { parcel: Parcel }) {
  const T = useOrderText();
  const { path, courierAt, place } = parcel;
  const places = [...path, ...(courierAt ? [courierAt] : []), ...(place ? [place] : [])];
  const put = frameOf(places, size);
  const at = courierAt ? nearestIndex(path, courierAt) : 0;
  const behind = [...path.slice(0, at + 1), ...(courierAt ? [courierAt] : [])].map(put);
  const ahead = [...(courierAt ? [courierAt] : []), ...path.slice(at + 1)].map(put);
  const [start] = path;
  const end = place ?? path.at(-1);
  return (
    <figure className="parcel-map" aria-label={T.map}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="xMidYMid slice" aria-hidden>
        <Ground />
        <path d={lineThrough(path.map(put))} className="parcel-map-road" />
        <path d={lineThrough(behind)} className="parcel-map-behind" />
        <path d={lineThrough(ahead)} className="parcel-map-ahead" />
      </svg>
      {start && (
        <Mark at={put(start)} className="parcel-map-dot">
          <Icon as={Store} size={17} />
        </Mark>
      )}
      {end && (
        <Mark at={put(end)} className="parcel-map-dot parcel-map-end">
          <Icon as={MapPinHouse} size={19} />
        </Mark>
      )}
      {courierAt && (
        <Mark at={put(courierAt)} className="parcel-map-courier">
          <Piece name="scooter" size={28} />
          <Bubble parcel={parcel} x={put(courierAt).x} />
        </Mark>
      )}
    </figure>
  );
}

/** Blocks of a town that is nowhere: a ground to read the way against, not a map. */
function Ground() {
  return (
    <>
      <defs>
        <pattern id="parcel-ground" width="106" height="86" patternUnits="userSpaceOnUse">
          <rect width="106" height="86" fill="#edf0e4" />
          <rect x="8" y="8" width="90" height="70" rx="7" fill="#e6eadc" />
        </pattern>
      </defs>
      <rect width={size.width} height={size.height} fill="url(#parcel-ground)" />
    </>
  );
}

function Mark({ at, className, children }: { at: MapPoint; className: string; children: ReactNode }) {
  const style: CSSProperties = {
    left: `${(at.x / size.width) * 100}%`,
    top: `${(at.y / size.height) * 100}%`,
  };
  return (
    <span className={`parcel-map-mark ${className}`} style={style}>
      {children}
    </span>
  );
}

/** Within this far of an edge a bubble would be cut. */
const edgePixel = 110;

function Bubble({ parcel, x }: { parcel: Parcel; x: number }) {
  const T = useOrderText();
  const minutes = minutesLeft(parcel, useNow());
  const { stopsBefore } = parcel;
  const lean = x < edgePixel ? 'left' : x > size.width - edgePixel ? 'right' : 'middle';
  const words = [
    minutes !== null && (minutes < 1 ? T.soon : T.minutes(minutes)),
    stopsBefore !== null && (stopsBefore === 0 ? T.nextStop : T.stopsLeft(stopsBefore)),
  ].filter((word) => word !== false);
  const [first, ...rest] = words;
  if (first === undefined) return null;
  return (
    <span className={`parcel-map-bubble parcel-map-bubble-${lean}`}>
      <b className="lb-tone-hot">{first}</b>
      {rest.map((word) => ` · ${word}`)}
    </span>
  );
}
