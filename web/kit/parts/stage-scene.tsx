import type { CSSProperties } from 'react';
import { goodsPicture } from '../goods-pictures.ts';
import { Piece } from './goods-picture.tsx';
import './stage-scene.css';

export interface StageSceneProps {
  /** Keys of what the session shows; they fill the shelves and the counter. */
  pictureKeys: readonly string[];
  /** Colours of the shop: warm light and wood, by the kind of goods. */
  mood?: 'warm' | 'fresh' | 'sea' | 'bake';
}

const perShelf = 7;
const onCounter = 6;

/** The poster of a room without picture: the shop's blurred shelves and the goods of the session on the counter. */
export function StageScene({ pictureKeys, mood = 'warm' }: StageSceneProps) {
  const keys = pictureKeys.length === 0 ? ['box'] : pictureKeys;
  const goods = keys.flatMap((key) =>
    goodsPicture(key)
      .pieces.slice(0, 1)
      .map((piece) => piece.name),
  );
  const pick = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => goods[(index + from) % goods.length] ?? 'box');
  return (
    <div className={`lb-scene lb-scene-${mood}`} aria-hidden>
      <span className="lb-scene-lamp" />
      {[0, 1, 2].map((shelf) => (
        <div key={shelf} className="lb-scene-shelf" style={{ '--shelf': shelf } as CSSProperties}>
          {pick(perShelf, shelf * 3).map((name, index) => (
            <Piece key={index} name={name} size="13cqmin" />
          ))}
        </div>
      ))}
      <div className="lb-scene-counter" />
      <div className="lb-scene-goods">
        {pick(onCounter, 0).map((name, index) => (
          <Piece key={index} name={name} size="22cqmin" />
        ))}
      </div>
    </div>
  );
}
