import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { stock } from '../../../../contract/stock.ts';
import { names } from '../../../kit/parts/names.ts';
import { useStockText } from '../../texts/stock.ts';

export type Movement = WireOutput<typeof stock.listMovements>['rows'][number];

const signed = (n: number) => (n > 0 ? `+${n}` : `−${-n}`);

/** What a movement did to the counters; those it left alone are not named. */
export function MovementChange({ move }: { move: Movement }) {
  const T = useStockText();
  const changes = [
    [T.onHand, move.onHandChange],
    [T.held, move.heldChange],
    [T.allocated, move.allocatedChange],
  ] as const;
  return (
    <span className="move-change">
      {changes
        .filter(([, n]) => n !== 0)
        .map(([name, n]) => (
          <span key={name}>
            {name} <b className={names('lb-num', n > 0 ? 'lb-tone-ok' : 'lb-tone-bad')}>{signed(n)}</b>
          </span>
        ))}
    </span>
  );
}
