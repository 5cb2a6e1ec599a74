import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Button } from '../../kit/parts/button.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { Money } from '../../kit/parts/money.tsx';
import { names } from '../../kit/parts/names.ts';
import { Say } from '../../kit/parts/say.tsx';
import type { HostItem } from '../parts/host-items.ts';
import { poolWords } from '../parts/pool-words.ts';
import type { Stage } from '../parts/use-stage.ts';
import { usePoolText } from '../texts/pool.ts';
import { useShowText } from '../texts/show.ts';
import type { Pin } from './use-pin.ts';

/** Everything planned for this session; any item can be shown out of turn. */
export function LineUpSheet({
  isOpen,
  onClose,
  stage: { items, pinnedId },
  pin,
}: {
  isOpen: boolean;
  onClose: () => void;
  stage: Stage;
  pin: Pin;
}) {
  const T = useShowText();
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.lineUpTitle(items.length)}>
      <ul className="grid">
        {items.map((item) => (
          <Row
            key={item.sessionItemId}
            item={item}
            isShown={item.sessionItemId === pinnedId}
            onShow={() => void pin.show(item).then(onClose)}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function Row({ item, isShown, onShow }: { item: HostItem; isShown: boolean; onShow: () => void }) {
  const T = useShowText();
  const P = usePoolText();
  const { item: goods, priceFen, available, soldQuantity, progress } = item;
  return (
    <li className={names('studio-row', isShown && 'studio-row-on')}>
      <GoodsPicture
        pictureKey={goods.pictureKey}
        ground={goods.ground}
        photoUrl={goods.pictureUrl}
        size={52}
        isSoldOut={available === 0}
      />
      <div className="min-w-0 flex-1">
        <p className="lb-one-line font-semibold">
          {goods.name} {goods.spec}
        </p>
        <p className="text-sm text-ink-2">
          <Money fen={priceFen} className="mr-2 text-md text-kaki-700" />
          {available > 0 ? T.stock(available, goods.unitLabel, soldQuantity) : T.stockNone(soldQuantity)}
        </p>
        {progress && (
          <p className="text-sm text-honey-700">
            <Say text={poolWords(progress, P)} />
          </p>
        )}
      </div>
      {isShown ? (
        <span className="studio-now">{T.onShow}</span>
      ) : (
        <Button kind="soft" onClick={onShow} children={T.showThis} />
      )}
    </li>
  );
}
