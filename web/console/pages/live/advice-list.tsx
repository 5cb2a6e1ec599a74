import { ListPlus, Plus, Sparkles } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { EmptyState } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import type { Out } from '../../../kit/use-api.ts';
import { GoodsName } from '../../parts/goods-name.tsx';
import { useLineUpAdviceText } from '../../texts/line-up-advice.ts';
import { freshItem, type PlanItem } from './plan.ts';
import './line-up-advice.css';

type Advice = Out<'insight', 'suggestLineUp'>;
type Suggestion = Advice['rows'][number];

export interface AdviceListProps {
  advice: Advice;
  taken: readonly PlanItem[];
  room: number;
  onAdd: (items: PlanItem[]) => void;
}

/** The suggestions that are not in the line-up yet, and what their order rests on. */
export function AdviceList({ advice: { ranking, rows }, taken, room, onAdd }: AdviceListProps) {
  const T = useLineUpAdviceText();
  const basis = useRankingWords(ranking);
  const ids = new Set(taken.map(({ variantId }) => variantId));
  const open = rows.filter(({ item }) => !ids.has(item.variantId));
  const set = open.slice(0, room);
  return (
    <>
      <header>
        <h3>
          <Icon as={Sparkles} size={16} /> {T.title}
        </h3>
        {set.length > 1 && (
          <Button kind="soft" size="s" icon={ListPlus} onClick={() => onAdd(set.map(toPlanItem))}>
            {T.addAll(set.length)}
          </Button>
        )}
      </header>
      <p className="quiet">{basis}</p>
      {rows.length === 0 && <EmptyState text={T.empty} />}
      {rows.length > 0 && open.length === 0 && <p className="quiet">{T.allTaken}</p>}
      <ul>
        {open.map((row) => (
          <li key={row.item.variantId}>
            <SuggestionRow
              row={row}
              pairs={rows.filter(({ item }) => row.pairsWith.includes(item.variantId))}
              isFull={room === 0}
              onAdd={() => onAdd([toPlanItem(row)])}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Says honestly what the order rests on. */
function useRankingWords(ranking: Advice['ranking']): string {
  const T = useLineUpAdviceText();
  if (ranking === null) return T.unranked;
  const { kind, historyDays, gainPercent } = ranking;
  if (kind === 'learned') return T.learned(historyDays, gainPercent ?? 0);
  return gainPercent === null ? T.blend(historyDays) : T.notBetter(historyDays);
}

interface SuggestionRowProps {
  row: Suggestion;
  pairs: readonly Suggestion[];
  isFull: boolean;
  onAdd: () => void;
}

function SuggestionRow({ row, pairs, isFull, onAdd }: SuggestionRowProps) {
  const T = useLineUpAdviceText();
  const F = useFormat();
  const { item, poolId, cutOffAt, priceFen, available, isExploration, reasons } = row;
  const price = priceFen === null ? '' : F.money(priceFen);
  const note = cutOffAt !== null ? T.until(F.moment(cutOffAt)) : T.price(price, available ?? 0);
  const pairNames = pairs.map((pair) => pair.item.name);
  return (
    <>
      <div className="advice-goods">
        <GoodsName item={item} size={44} note={note} />
        {poolId !== null && <Tag tone="honey">{T.pool}</Tag>}
        {isExploration && <Tag tone="info">{T.trial}</Tag>}
        <Button
          kind="line"
          size="s"
          icon={Plus}
          aria-label={T.addOf(item.name)}
          disabled={isFull}
          onClick={onAdd}
          children={T.add}
        />
      </div>
      <p className="advice-why">
        {reasons
          .map(({ code, value, other }) => T.reasons[code]?.(value ?? 0, other ?? '') ?? '')
          .filter((words) => words !== '')
          .join(' · ')}
      </p>
      {pairNames.length > 0 && <p className="advice-why quiet">{T.pairs(pairNames)}</p>}
    </>
  );
}

function toPlanItem({ item, poolId, priceFen }: Suggestion): PlanItem {
  return poolId === null && priceFen !== null
    ? { ...freshItem(item), priceFen }
    : { ...freshItem(item), poolId };
}
