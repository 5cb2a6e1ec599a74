import type { CSSProperties, ReactNode } from 'react';
import { type Ground, goodsPicture } from '../goods-pictures.ts';
import { type PieceName, pieces } from '../pieces.ts';
import { usePartText } from '../texts/parts.ts';
import { names } from './names.ts';
import './goods-picture.css';

/** One 3D piece, `size` px square. Decorative: the words beside it say the same. */
export function Piece({
  name,
  size = 48,
  className,
}: {
  name: PieceName;
  size?: number | string;
  className?: string;
}) {
  return (
    <img
      src={pieces[name]}
      alt=""
      className={className}
      style={{ width: size, height: size }}
      draggable={false}
    />
  );
}

export interface GoodsPictureProps {
  pictureKey: string;
  /** The category's ground, for keys without a picture of their own. */
  ground?: Ground;
  /** A real photo, square; never mix both kinds in one row. */
  photoUrl?: string | null | undefined;
  /** Spoken name; leave out where the name stands beside it. */
  alt?: string;
  /** px, or `fill` for the width of its place. */
  size?: number | 'fill';
  radius?: number;
  isSoldOut?: boolean;
  /** Over the lower left corner. */
  children?: ReactNode;
}

/** Goods on the ground of their category: light from the upper left, a floor line, a soft shadow. */
export function GoodsPicture(props: GoodsPictureProps) {
  const { pictureKey, ground, photoUrl, alt, size = 88, radius, isSoldOut = false, children } = props;
  const T = usePartText();
  const data = goodsPicture(pictureKey, ground);
  const style = {
    '--g': `var(--lb-g-${ground ?? data.ground})`,
    ...(size !== 'fill' && { width: size }),
    ...(radius !== undefined && { borderRadius: radius }),
  } as CSSProperties;
  const spoken = alt === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt };
  return (
    <span
      className={names('lb-goods', size === 'fill' && 'lb-goods-fill', isSoldOut && 'lb-goods-gone')}
      style={style}
    >
      <span {...spoken} className="lb-goods-stage">
        {photoUrl ? (
          <img src={photoUrl} alt="" className="lb-goods-photo" loading="lazy" />
        ) : (
          data.pieces.map(({ name, placing }, index) => (
            <img
              key={index}
              src={pieces[name]}
              alt=""
              loading="lazy"
              draggable={false}
              style={place(placing)}
            />
          ))
        )}
      </span>
      {isSoldOut && <span className="lb-goods-note">{T.soldOut}</span>}
      {children !== undefined && <span className="lb-goods-corner">{children}</span>}
    </span>
  );
}

function place({ x, y, size, turn }: { x: number; y: number; size: number; turn: number }): CSSProperties {
  return {
    width: `${size * 100}%`,
    left: `${(0.5 + x - size / 2) * 100}%`,
    top: `${(0.52 + y - size / 2) * 100}%`,
    ...(turn !== 0 && { transform: `rotate(${turn}deg)` }),
  };
}

/** A shop's or category's small tile: one piece on its ground. */
export function ShopIcon({
  pictureKey,
  size = 36,
  isRound = false,
}: {
  pictureKey: string;
  size?: number;
  isRound?: boolean;
}) {
  const { ground, pieces: placed } = goodsPicture(pictureKey);
  const style = {
    width: size,
    height: size,
    '--g': `var(--lb-g-${ground})`,
    borderRadius: isRound ? '50%' : '28%',
  };
  return (
    <span className="lb-shop-icon" style={style as CSSProperties} aria-hidden>
      {placed[0] && <Piece name={placed[0].name} size="66%" />}
    </span>
  );
}
