import { useState } from 'react';
import type { FormErrors } from '../../../kit/form-errors.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { NumberField } from '../../../kit/parts/inputs.tsx';
import { names } from '../../../kit/parts/names.ts';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { LocationChoice, useChosenLocation } from '../../parts/location-choice.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { useAct, usePages } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useListText } from '../../texts/list.ts';
import { useStockText } from '../../texts/stock.ts';
import type { Counter } from './shapes.ts';
import './stock.css';

/** At the shelf with a phone: type what is really there, send all of it at once. */
export function CountPage() {
  const T = useStockText();
  const L = useListText();
  const { get, set } = useSearch();
  const locationId = useChosenLocation();
  const q = get('q') ?? '';
  const list = usePages(
    'stock',
    'listStock',
    { locationId: locationId ?? '', ...(q !== '' && { q }) },
    { enabled: locationId !== undefined },
  );
  // Kept over searches: an item counted stays counted when it is no longer listed.
  const [counted, setCounted] = useState<Record<string, number>>({});
  const [sent, setSent] = useState<string[]>([]);
  const act = useAct('stock', 'countStock', {
    onDone: ({ rows }) => {
      toast(T.countedMany(rows.filter((row) => row.before !== row.after).length));
      setCounted({});
    },
  });
  const ids = Object.keys(counted);
  function send() {
    if (locationId === undefined) return;
    setSent(ids);
    const counts = ids.map((variantId) => ({ variantId, counted: counted[variantId] ?? 0 }));
    void act.run({ locationId, reason: T.countReason, counts });
  }
  function change(variantId: string, value: number | undefined) {
    const { [variantId]: _before, ...others } = counted;
    setCounted(value === undefined ? others : { ...others, [variantId]: value });
  }
  return (
    <ConsolePage title={T.count}>
      <div className="filter-bar">
        <LocationChoice />
        <SearchInput label={T.search} value={q} onSearch={(text) => set({ q: text })} />
      </div>
      {list.isError && <ErrorState onRetry={list.retry} isBusy={list.isFetching} />}
      {list.rows === undefined && !list.isError && (
        <Loading>
          <Skeleton h={72} r={12} />
          <Skeleton h={72} r={12} />
        </Loading>
      )}
      {list.rows?.length === 0 && <EmptyState text={q === '' ? T.none : T.notFound} />}
      <ul className="count-list">
        {list.rows?.map((row) => (
          <CountRow
            key={row.item.variantId}
            row={row}
            value={counted[row.item.variantId]}
            onChange={(value) => change(row.item.variantId, value)}
            error={act.errors.fields[`counts.${sent.indexOf(row.item.variantId)}.counted`]}
          />
        ))}
      </ul>
      {list.hasMore && (
        <Button kind="plain" size="s" onClick={list.more} isBusy={list.isMoreComing}>
          {L.more}
        </Button>
      )}
      <SendBar count={ids.length} isBusy={act.isBusy} errors={act.errors} onSend={send} />
    </ConsolePage>
  );
}

function SendBar({
  count,
  isBusy,
  errors,
  onSend,
}: {
  count: number;
  isBusy: boolean;
  errors: FormErrors;
  onSend: () => void;
}) {
  const T = useStockText();
  return (
    <div className="count-bar">
      <div>
        <FormError errors={errors} known={['counts']} />
        <p className="quiet">{T.countedSoFar(count)}</p>
      </div>
      <Button isBusy={isBusy} onClick={onSend} {...(count === 0 && { reason: T.countFirst })}>
        {T.send(count)}
      </Button>
    </div>
  );
}

function CountRow({
  row,
  value,
  onChange,
  error,
}: {
  row: Counter;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  error: string | undefined;
}) {
  const T = useStockText();
  const isChanged = value !== undefined && value !== row.onHand;
  return (
    <li className={names('lb-card lb-panel count-row', isChanged && 'count-changed')}>
      <GoodsName item={row.item} size={44} note={T.bookSays(row.onHand, row.item.unitLabel)} />
      <NumberField
        label={T.reallyOf(row.item.name)}
        isLabelUnseen
        unit={row.item.unitLabel}
        value={value}
        onChange={onChange}
        error={error}
      />
    </li>
  );
}
