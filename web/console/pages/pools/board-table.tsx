import { Check, CircleX } from 'lucide-react';
import { Countdown } from '../../../kit/parts/countdown.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { ShopIcon } from '../../../kit/parts/goods-picture.tsx';
import { MatrixCell } from '../../../kit/parts/matrix-cell.tsx';
import { names } from '../../../kit/parts/names.ts';
import { PoolBar } from '../../../kit/parts/pool-bar.tsx';
import { Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { GoodsName } from '../../parts/goods-name.tsx';
import { type PoolRow, rungs } from '../../parts/ladder.ts';
import { shopPicture } from '../../parts/shop-pictures.ts';
import { usePoolText } from '../../texts/pools.ts';
import './board.css';

interface BoardShop {
  shopId: string;
  shortName: string;
  kind: string;
}

export interface BoardTableProps {
  rows: readonly PoolRow[];
  shops: readonly BoardShop[];
  openId: string | undefined;
  onOpen: (poolId: string) => void;
}

export function BoardTable({ rows, shops, openId, onOpen }: BoardTableProps) {
  const T = usePoolText();
  return (
    <div className="lb-card lb-panel board">
      <table aria-label={T.board}>
        <thead>
          <tr>
            <th scope="col">{T.goods}</th>
            {shops.map(({ shopId, shortName, kind }) => (
              <th key={shopId} scope="col" className="board-shop">
                <ShopIcon pictureKey={shopPicture(kind, shopId)} size={26} />
                {shortName}
              </th>
            ))}
            <th scope="col" className="board-sum">
              {T.sumAndTiers}
            </th>
            <th scope="col" className="board-end">
              {T.cutOff}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BoardRow key={row.poolId} {...{ row, shops, onOpen }} isOpen={row.poolId === openId} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BoardRow({
  row,
  shops,
  isOpen,
  onOpen,
}: {
  row: PoolRow;
  shops: readonly BoardShop[];
  isOpen: boolean;
  onOpen: (poolId: string) => void;
}) {
  const T = usePoolText();
  const paid = new Map(row.byShop.map((shop) => [shop.shopId, shop.paid]));
  const most = Math.max(1, ...paid.values());
  return (
    <tr className={names(isOpen && 'board-open')}>
      <td>
        <button
          type="button"
          className="board-lead"
          aria-expanded={isOpen}
          onClick={() => onOpen(row.poolId)}
        >
          <GoodsName item={row.item} size={40} note={T.originAndPack(row.item.origin, row.packSize)} />
        </button>
      </td>
      {shops.map(({ shopId }) => {
        const n = paid.get(shopId) ?? 0;
        return (
          <td key={shopId} className="board-shop">
            <MatrixCell n={n} share={n / most} />
          </td>
        );
      })}
      <td className="board-sum">
        <Sum row={row} />
      </td>
      <td className="board-end">
        <End row={row} />
      </td>
    </tr>
  );
}

function Sum({ row }: { row: PoolRow }) {
  const T = usePoolText();
  const F = useFormat();
  const { progress, purchaseOrder } = row;
  const steps = rungs(progress);
  const isFailed = row.state === 'failed';
  return (
    <>
      <p>
        <span>
          <b className="lb-num">{progress.paidQuantity}</b> / {steps.at(-1)}
        </span>
        {progress.nextGap !== null && progress.nextRetailFen !== null ? (
          <span>{T.gap(progress.nextGap, F.money(progress.nextRetailFen))}</span>
        ) : (
          purchaseOrder && (
            <Go to={`/purchase-orders/${purchaseOrder.purchaseOrderId}`}>{purchaseOrder.number}</Go>
          )
        )}
      </p>
      <PoolBar have={progress.paidQuantity} tiers={steps} size={5} isFailed={isFailed} />
    </>
  );
}

function End({ row }: { row: PoolRow }) {
  const T = usePoolText();
  if (row.state === 'failed') return <Tag icon={CircleX}>{T.state.failed}</Tag>;
  if (row.state === 'closed' || row.state === 'received' || row.progress.nextGap === null) {
    return (
      <Tag tone="ok" icon={Check}>
        {T.state[row.state === 'open' ? 'formed' : row.state]}
      </Tag>
    );
  }
  return <Countdown until={row.cutOffAt} />;
}

export function BoardWaiting() {
  return (
    <div className="lb-card lb-panel board">
      <Loading>
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="board-waiting">
            <Skeleton h={40} w={40} r={9} />
            <Skeleton h={14} w={120} />
            {[0, 1, 2, 3, 4, 5].map((cell) => (
              <Skeleton key={cell} h={44} w={42} r={8} />
            ))}
            <Skeleton h={14} w={180} />
          </div>
        ))}
      </Loading>
    </div>
  );
}
