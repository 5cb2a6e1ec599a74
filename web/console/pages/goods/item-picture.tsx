import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import type { Item } from '../../parts/goods-name.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useItemText } from '../../texts/items.ts';

/** The picture as shoppers see it, and a photo in its place. */
export function ItemPicture({ item }: { item: Item }) {
  const T = useItemText();
  const file = useRef<HTMLInputElement>(null);
  const act = useAct('catalog', 'setItemPicture');
  return (
    <div className="item-picture">
      <GoodsPicture {...item} photoUrl={item.pictureUrl} size={72} alt={item.name} />
      <div>
        <b>{item.itemCode}</b>
        <p className="quiet small">{T.pictureHint}</p>
        <FormError errors={act.errors} known={[]} />
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp"
        aria-label={T.upload}
        onChange={(event) => {
          const [photo] = event.target.files ?? [];
          if (photo) void act.run({ variantId: item.variantId }, { file: photo });
          event.target.value = '';
        }}
      />
      <Button kind="line" size="s" icon={ImageUp} isBusy={act.isBusy} onClick={() => file.current?.click()}>
        {T.upload}
      </Button>
    </div>
  );
}
