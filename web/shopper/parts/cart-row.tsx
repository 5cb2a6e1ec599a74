import { CircleAlert, Trash2 } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Checkbox } from '../../kit/parts/choices.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { Stepper } from '../../kit/parts/stepper.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useCartText } from '../texts/cart.ts';
import { useMoneyText } from '../texts/money.ts';
import type { CartLine, Item, Progress } from './answers.ts';
import { FormProblem } from './form-problem.tsx';
import { goodsPath } from './goods-card.tsx';
import { poolSentences } from './money-sentence.tsx';
import { tierQuantities } from './pool-state.ts';
import { usePutInCart, useSetQuantity } from './use-cart.ts';

/** A cart keeps at most this many of one thing in steps; more is asked for at the shop. */
const stepperMax = 999;

/** One thing in the cart. Taken out by mistake it can be put back for a few seconds. */
export function CartRow({
  line,
  isOn,
  onChoose,
}: {
  line: CartLine;
  isOn: boolean;
  onChoose: (on: boolean) => void;
}) {
  const T = useCartText();
  const set = useSetQuantity();
  const put = usePutInCart();
  const { goods, quantity, cartLineId, sessionId, roomShopId } = line;
  const { item } = goods;
  async function remove() {
    if ((await set.run({ cartLineId, quantity: 0 })) === undefined) return;
    const again = {
      goodsKey: goods.goodsKey,
      quantity,
      ...(sessionId !== null && { sessionId }),
      ...(roomShopId !== null && { roomShopId }),
    };
    toast({ text: T.removed, onUndo: () => void put.run(again) });
  }
  return (
    <li className="flex gap-2 pt-3">
      <span className="mt-[26px]">
        <Checkbox
          shape="round"
          label={T.choose(item.name)}
          isChecked={isOn}
          onChange={onChoose}
          disabled={line.problem !== null}
        />
      </span>
      <GoodsPicture
        pictureKey={item.pictureKey}
        ground={item.ground}
        photoUrl={item.pictureUrl}
        size={72}
        isSoldOut={goods.available === 0}
      />
      <div className="flex-1 min-w-0">
        <RowHead goods={goods} onRemove={() => void remove()} />
        <p className="-mt-2 text-sm text-ink-3">{noteOf(item, T)}</p>
        {goods.progress && <PoolNote progress={goods.progress} priceFen={goods.priceFen} />}
        {line.problem !== null && <Problem text={line.problem} />}
        <div className="flex flex-wrap items-center justify-between gap-1 mt-2">
          <Price fen={goods.priceFen} wasFen={goods.usualPriceFen} unit={item.unitLabel} />
          <Stepper
            value={quantity}
            onChange={(next) => void set.run({ cartLineId, quantity: next })}
            max={Math.min(stepperMax, Math.max(quantity, goods.available))}
            label={T.quantityOf(item.name)}
          />
        </div>
        <FormProblem text={set.errors.form ?? put.errors.form} />
      </div>
    </li>
  );
}

function RowHead({ goods, onRemove }: { goods: CartLine['goods']; onRemove: () => void }) {
  const T = useCartText();
  const { item } = goods;
  return (
    <div className="flex items-start justify-between gap-1">
      <h3 className="text-[max(15px,var(--lb-t-md))]">
        <Go to={goodsPath(goods)}>
          {item.name} {item.spec}
        </Go>
      </h3>
      <span className="-mt-3 -mr-2">
        <IconButton
          icon={Trash2}
          iconSize={17}
          label={T.remove(item.name)}
          className="text-ink-3"
          onClick={onRemove}
        />
      </span>
    </div>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <p className="flex items-start gap-1 mt-1 text-sm text-bad">
      <Icon as={CircleAlert} size={15} className="mt-[2px]" />
      {text}
    </p>
  );
}

function noteOf(item: Item, T: ReturnType<typeof useCartText>): string {
  if (item.soldBy === 'gram') return T.weighed;
  if (item.returnPolicy === 'no-return-perishable') return T.perishable;
  return item.categoryName;
}

function PoolNote({ progress, priceFen }: { progress: Progress; priceFen: string }) {
  const M = useMoneyText();
  const { moment } = useFormat();
  return (
    <div className="mt-[7px] px-2 pt-[7px] pb-[6px] rounded-[8px] bg-honey-50 text-sm text-ink-2">
      <PoolBar have={progress.paidQuantity} tiers={tierQuantities(progress)} size={5} />
      {poolSentences(progress, priceFen, M, moment(progress.cutOffAt)).map((sentence) => (
        <p key={sentence} className="mt-1 leading-[1.45]">
          <Say text={sentence} />
        </p>
      ))}
    </div>
  );
}
