import { StageScene } from '../../kit/parts/stage-scene.tsx';
import { goodsPicture } from '../../kit/goods-pictures.ts';
import './poster.css';

const moodOf = {
  leaf: 'fresh',
  fruit: 'warm',
  grain: 'warm',
  milk: 'fresh',
  bake: 'bake',
  care: 'warm',
  sea: 'sea',
} as const;

/** The picture of a room without video: its shop's shelves, veiled so that words on it can be read. */
export function Poster({ session }: { session: { coverPictureKeys: readonly string[] } }) {
  const [first] = session.coverPictureKeys;
  const mood = first === undefined ? 'warm' : moodOf[goodsPicture(first).ground];
  return (
    <>
      <StageScene pictureKeys={session.coverPictureKeys} mood={mood} />
      <span className="poster-veil" />
    </>
  );
}
