import { UsersRound } from 'lucide-react';
import { Card } from '../../kit/parts/card.tsx';
import { Checkbox } from '../../kit/parts/choices.tsx';
import { ShopIcon } from '../../kit/parts/goods-picture.tsx';
import { Tag, TemperatureTag } from '../../kit/parts/tag.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { useCartText } from '../texts/cart.ts';
import type { Cart, CartLine } from './answers.ts';
import { CartRow } from './cart-row.tsx';

/** One selling shop of the cart: what it sells, at which temperatures it travels. */
export function CartSeller({
  seller,
  lines,
  isOn,
  onChoose,
}: {
  seller: Cart['sellers'][number];
  lines: readonly CartLine[];
  isOn: (line: CartLine) => boolean;
  onChoose: (lines: readonly CartLine[], on: boolean) => void;
}) {
  const T = useCartText();
  const buyable = lines.filter((line) => line.problem === null);
  const hasPool = lines.some((line) => line.goods.poolId !== null);
  return (
    <Card as="section">
      <div className="flex flex-wrap items-center gap-2">
        <Checkbox
          shape="round"
          label={T.chooseShop(seller.shopName)}
          isChecked={buyable.length > 0 && buyable.every(isOn)}
          onChange={(on) => onChoose(lines, on)}
          disabled={buyable.length === 0}
        />
        <ShopIcon pictureKey={lines[0]?.goods.item.pictureKey ?? ''} size={24} />
        <h2 className="text-[max(15px,var(--lb-t-md))]">
          <Go to={`/shops/${seller.shopId}`}>{seller.shopName}</Go>
        </h2>
        {hasPool && (
          <Tag tone="honey" icon={UsersRound}>
            {T.pool}
          </Tag>
        )}
        <span className="flex gap-1 ml-auto">
          {seller.temperatureZones.map((zone) => (
            <TemperatureTag key={zone} zone={zone} />
          ))}
        </span>
      </div>
      <ul>
        {lines.map((line) => (
          <CartRow
            key={line.cartLineId}
            line={line}
            isOn={isOn(line)}
            onChoose={(on) => onChoose([line], on)}
          />
        ))}
      </ul>
    </Card>
  );
}
