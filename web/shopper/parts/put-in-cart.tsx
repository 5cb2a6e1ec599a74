import { Plus } from 'lucide-react';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useGoodsText } from '../texts/goods.ts';
import type { Goods } from './answers.ts';
import { usePutInCart } from './use-cart.ts';
import { useNeedPerson } from './use-me.ts';

/** One piece into the cart, straight from a list. A refusal is shown where the button is. */
export function PutInCart({ goods }: { goods: Goods }) {
  const T = useGoodsText();
  const needPerson = useNeedPerson();
  const put = usePutInCart();
  async function add() {
    if (!needPerson()) return;
    if (await put.run({ goodsKey: goods.goodsKey, quantity: 1 })) toast(T.added);
  }
  const problem = put.errors.form ?? Object.values(put.errors.fields)[0];
  return (
    <span className="flex items-center gap-2">
      {problem !== undefined && (
        <span role="alert" className="text-sm text-bad">
          {problem}
        </span>
      )}
      <IconButton
        icon={Plus}
        kind="soft"
        label={T.addOf(goods.item.name)}
        aria-busy={put.isBusy}
        disabled={put.isBusy}
        onClick={() => void add()}
      />
    </span>
  );
}
