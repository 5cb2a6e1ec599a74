import { Progress, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Segmented } from '../../../kit/parts/choices.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct, useRead, useRenew } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { usePlace } from '../../parts/session.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useForecastText } from '../../texts/forecast.ts';
import { ForecastDrawer } from './forecast-drawer.tsx';
import { ForecastBasis } from './forecast-basis.tsx';
import type { Runs } from './shapes.ts';
import { SuggestionTable } from './suggestion-table.tsx';
import './forecast.css';

const hub = 'hub';
/** While a forecast is being made its progress is asked for this often. */
const pollMs = 1_500;

/** What to order, for a shop or the hub, and on what the suggestion rests. */
export function ForecastPage() {
  const T = useForecastText();
  const { isWhole, shopId: ownShop } = usePlace();
  const { get, set } = useSearch();
  const runs = useRuns();
  const place = isWhole ? (get('shop') ?? hub) : ownShop;
  const shopId = place === hub ? undefined : place;
  const isReady = isWhole || shopId !== undefined;
  const list = useRead('insight', 'listSuggestions', shopId === undefined ? {} : { shopId }, {
    enabled: isReady,
  });
  const rows = list.data?.rows;
  const showsAll = get('show') === 'all';
  const opened = rows?.find(({ item }) => item.variantId === get('item'));
  return (
    <ConsolePage title={T.title} tools={isWhole && <RunButton runs={runs} />}>
      <div className="filter-bar">
        {isWhole && <PlaceChoice place={place ?? hub} onChange={(shop) => set({ shop, item: undefined })} />}
        <Segmented
          label={T.filter}
          value={showsAll ? 'all' : 'order'}
          onChange={(show) => set({ show: show === 'all' ? 'all' : undefined })}
          options={[
            {
              value: 'order',
              label: `${T.toOrder} ${rows?.filter(({ suggested }) => suggested > 0).length ?? ''}`,
            },
            { value: 'all', label: `${T.all} ${rows?.length ?? ''}` },
          ]}
        />
      </div>
      <div className="forecast">
        <ForecastBasis runs={runs} />
        <SuggestionTable
          rows={rows?.filter(({ suggested }) => showsAll || suggested > 0)}
          isError={list.isError}
          onRetry={() => void list.refetch()}
          openKey={opened?.item.variantId}
          onOpen={({ item }) => set({ item: item.variantId }, { push: true })}
          empty={emptyWords(T, runs, rows?.length ?? 0, isWhole)}
        />
      </div>
      {opened && (
        <ForecastDrawer
          key={opened.item.variantId}
          name={opened.item.name}
          variantId={opened.item.variantId}
          shopId={shopId}
          onClose={() => set({ item: undefined })}
        />
      )}
    </ConsolePage>
  );
}

function emptyWords(
  T: ReturnType<typeof useForecastText>,
  runs: Runs | undefined,
  count: number,
  isWhole: boolean,
): string {
  if (runs && runs.shown === null) return isWhole ? T.none : T.noneShop;
  return count === 0 ? T.nothingAll : T.nothing;
}

/** Asks again and again while one is being made, and reads the suggestions anew when it is done. */
function useRuns(): Runs | undefined {
  const first = useRead('insight', 'getForecastRuns', {});
  const isOpen = isUnderWay(first.data);
  useRead('insight', 'getForecastRuns', {}, { enabled: isOpen, refetchInterval: pollMs });
  const renew = useRenew();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) renew('insight');
    wasOpen.current = isOpen;
  }, [isOpen, renew]);
  return first.data;
}

function isUnderWay(runs: Runs | undefined): boolean {
  return runs?.newest?.state === 'waiting' || runs?.newest?.state === 'running';
}

function RunButton({ runs }: { runs: Runs | undefined }) {
  const T = useForecastText();
  const start = useAct('insight', 'startForecast', { onDone: () => toast(T.asked) });
  if (isUnderWay(runs)) {
    const { state, progressPercent } = runs!.newest!;
    return (
      <span className="forecast-progress" role="status">
        <span>{state === 'waiting' ? T.waiting : T.progress(progressPercent)}</span>
        <Progress
          percent={progressPercent}
          size={[120, 6]}
          showInfo={false}
          strokeColor="#1F9A72"
          aria-label={T.progress(progressPercent)}
        />
      </span>
    );
  }
  return (
    <>
      <FormError errors={start.errors} />
      <Button
        kind="line"
        size="s"
        isBusy={start.isBusy}
        onClick={() => void start.run({})}
        children={T.run}
      />
    </>
  );
}

function PlaceChoice({ place, onChange }: { place: string; onChange: (shop: string | undefined) => void }) {
  const T = useForecastText();
  const shops = useRead('membership', 'listShops', {});
  return (
    <Select
      className="filter-select"
      aria-label={T.place}
      value={place}
      loading={shops.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(chosen) => onChange(chosen === hub ? undefined : chosen)}
      options={[
        { value: hub, label: T.hub },
        ...(shops.data?.rows ?? []).map(({ shopId, name }) => ({ value: shopId, label: name })),
      ]}
    />
  );
}
