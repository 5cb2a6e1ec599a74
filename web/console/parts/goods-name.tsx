import type { WireInput, WireOutput } from '../../../contract/endpoint.ts';
import type { catalog } from '../../../contract/catalog.ts';
import type { Ground } from '../../kit/goods-pictures.ts';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import './goods-name.css';

export type Item = WireOutput<typeof catalog.getItem>;
export type ItemFields = WireInput<typeof catalog.addItem>;

/** Picture, name and one small line: the first column of every list of goods. */
export function GoodsName({
  item,
  note = item.itemCode,
  size = 36,
}: {
  item: Pick<Item, 'name' | 'spec' | 'itemCode' | 'pictureKey' | 'pictureUrl' | 'ground'>;
  note?: string;
  size?: number;
}) {
  return <GoodsLabel {...item} title={`${item.name} ${item.spec}`} note={note} size={size} />;
}

export interface GoodsLabelProps {
  pictureKey: string;
  ground?: Ground;
  pictureUrl?: string | null;
  title: string;
  note?: string;
  size?: number;
}

/** The same for goods known by title alone. */
export function GoodsLabel({ pictureKey, ground, pictureUrl, title, note, size = 36 }: GoodsLabelProps) {
  return (
    <span className="goods-name">
      <GoodsPicture
        pictureKey={pictureKey}
        {...(ground !== undefined && { ground })}
        photoUrl={pictureUrl}
        size={size}
        radius={9}
      />
      <span>
        <b>{title}</b>
        {note !== undefined && <small>{note}</small>}
      </span>
    </span>
  );
}
