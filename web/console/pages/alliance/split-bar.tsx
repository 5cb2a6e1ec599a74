import { useRulesText } from '../../texts/rules.ts';
import { percentOf } from './percent.ts';
import type { Rules } from './shapes.ts';

/** How a pool's saving is shared out, as one bar of three parts with its legend. */
export function SplitBar({ split: { shopsBps, shoppersBps, fundBps } }: { split: Rules['savingSplit'] }) {
  const T = useRulesText();
  const parts = [
    { key: 'shops', name: T.savingShops, bps: shopsBps },
    { key: 'shoppers', name: T.savingShoppers, bps: shoppersBps },
    { key: 'fund', name: T.savingFund, bps: fundBps },
  ];
  return (
    <>
      <div
        className="split-bar"
        role="img"
        aria-label={T.savingSpoken(percentOf(shopsBps), percentOf(shoppersBps), percentOf(fundBps))}
      >
        {parts.map(
          ({ key, bps }) => bps > 0 && <i key={key} className={`split-${key}`} style={{ flexGrow: bps }} />,
        )}
      </div>
      <ul className="split-legend">
        {parts.map(({ key, name, bps }) => (
          <li key={key}>
            <i className={`split-${key}`} aria-hidden />
            {name} <b>{percentOf(bps)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
