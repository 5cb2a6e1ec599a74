import { names } from '../../../kit/parts/names.ts';
import { Money } from '../../../kit/parts/money.tsx';
import { ShopIcon } from '../../../kit/parts/goods-picture.tsx';
import { EmptyState } from '../../../kit/parts/states.tsx';
import { Panel } from '../../parts/panel.tsx';
import { shopPicture } from '../../parts/shop-pictures.ts';
import { useOverviewText } from '../../texts/overview.ts';
import type { Overview } from './sales-panel.tsx';

/** Below this share of parcels on time a shop stands out, in basis points. */
const lateBps = 9_400;
const shownShops = 6;

interface Line {
  key: string;
  name: string;
  kind?: string;
  gmvFen: string;
  end: string;
  isLate?: boolean;
}

/** Who sold what; a shop sees itself and what it sold by category instead. */
export function ShopsPanel({ overview: { shops, categories, range } }: { overview: Overview }) {
  const T = useOverviewText();
  const isOne = shops.length <= 1;
  const rows: Line[] = isOne
    ? categories.map(({ code, name, gmvFen, pieces }) => ({ key: code, name, gmvFen, end: T.pieces(pieces) }))
    : shops.map(({ shopId, name, kind, gmvFen, onTimeBps }) => ({
        key: shopId,
        name,
        kind,
        gmvFen,
        end: onTimeBps === null ? T.unknown : `${Math.round(onTimeBps / 100)}%`,
        isLate: onTimeBps !== null && onTimeBps < lateBps,
      }));
  const most = Math.max(1, ...rows.map(({ gmvFen }) => Number(gmvFen)));
  return (
    <Panel title={isOne ? T.categories : T.shops[range]} note={isOne ? undefined : T.shopsNote}>
      {rows.length === 0 && <EmptyState text={T.noSales} />}
      <ul className="overview-shops">
        {rows.slice(0, shownShops).map((row) => (
          <li key={row.key}>
            {row.kind !== undefined && <ShopIcon pictureKey={shopPicture(row.kind, row.key)} size={26} />}
            <span className="overview-shop-name lb-one-line">{row.name}</span>
            <span className="overview-shop-bar">
              <i style={{ width: `${(Number(row.gmvFen) / most) * 100}%` }} />
            </span>
            <Money fen={row.gmvFen} />
            <span className={names('overview-shop-end', row.isLate && 'lb-tone-hot')}>{row.end}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
