import type { CSSProperties } from 'react';
import type { Ground } from '../goods-pictures.ts';
import { type PieceName } from '../pieces.ts';
import { Piece } from './goods-picture.tsx';
import './avatar.css';

const grounds: Ground[] = ['leaf', 'fruit', 'grain', 'milk', 'bake', 'care', 'sea'];

export interface AvatarProps {
  name: string;
  size?: number;
  /** A role's face; otherwise the last character of the name on a ground of its own. */
  piece?: PieceName;
  photoUrl?: string | null | undefined;
}

/** A person. Decorative: the name stands beside it. */
export function Avatar({ name, size = 32, piece, photoUrl }: AvatarProps) {
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const style = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.44),
    '--g': `var(--lb-g-${grounds[sum % grounds.length]})`,
  } as CSSProperties;
  return (
    <span className="lb-avatar" style={style} aria-hidden>
      {photoUrl ? (
        <img src={photoUrl} alt="" />
      ) : piece ? (
        <Piece name={piece} size="86%" />
      ) : (
        [...name].at(-1)
      )}
    </span>
  );
}
