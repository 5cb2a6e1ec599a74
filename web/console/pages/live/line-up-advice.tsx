import { ListPlus, Plus, Sparkles } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { type Out, useRead } from '../../../kit/use-api.ts';
import { GoodsName } from '../../parts/goods-name.tsx';
import { useMe, usePlace } from '../../parts/session.tsx';
import { useLineUpAdviceText } from '../../texts/line-up-advice.ts';
import { freshItem, type Plan, type PlanItem } from './plan.ts';
import './line-up-advice.css';

type Advice = Out<'insight', 'suggestLineUp'>;
type Suggestion = Advice['rows'][number];

const asked = 10;

interface LineUpAdviceProps {
  plan: Plan;
  /** How many more items the line-up takes. */
  room: number;
  onAdd: (items: PlanItem[]) => void;
}

/** What to show next, with reasons: one press adds one, or the set. For people of the shop, whose sales it tells. */
export function LineUpAdvice({ plan, room, onAdd }: LineUpAdviceProps) {
  const T = useLineUpAdviceText();
  const me = useMe();
  const { isWhole } = usePlace();
  const { hostShopId: shopId, hostMemberId, startsAt } = plan;
  const isMine = isWhole || me.shops.some((shop) => shop.shopId === shopId);
  const read = useRead(
    'insight',
    'suggestLineUp',
    {
      ...{ shopId, size: asked },
      ...(startsAt !== undefined && { startsAt }),
      ...(hostMemberId !== '' && { hostMemberId }),
    },
    { enabled: shopId !== '' && isMine },
  );
  if (shopId !== '' && !isMine) return null;
  return (
    <section className="advice" aria-label={T.title}>
      {shopId === '' ? (
        <p className="quiet">{T.shopFirst}</p>
      ) : read.isError ? (
        <ErrorState text={T.failed} onRetry={() => void read.refetch()} isBusy={read.isFetching} />
      ) : read.data === undefined ? (
        <AdviceSkeleton />
      ) : (
        <AdviceList advice={read.data} taken={plan.items} {...{ room, onAdd }} />
      )}
    </section>
  );
}

function AdviceSkeleton() {
  return (
    <Loading>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} h={64} r={10} />
      ))}
    </Loading>
  );
}

interface AdviceListProps {
  advice: Advice;
  taken: readonly PlanItem[];
  room: number;
  onAdd: (items: PlanItem[]) => void;
}

function AdviceList({ advice: { ranking, rows }, taken, room, onAdd }: AdviceListProps) {
  const T = useLineUpAdviceText();
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
      <p className="quiet">{useRankingWords(ranking)}</p>
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
