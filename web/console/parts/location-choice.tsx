import { Select } from 'antd';
import { useStockText } from '../texts/stock.ts';
import { usePlace } from './session.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useSearch } from './use-search.ts';

/** The place whose stock is shown: an operator's choice (`?at=`), else the first; a shop's own. */
export function useChosenLocation(): string | undefined {
  const { isWhole, shopId } = usePlace();
  const { get } = useSearch();
  const { data } = useRead('stock', 'listLocations', {});
  const rows = isWhole ? data?.rows : data?.rows.filter((row) => row.shopId === shopId);
  return rows?.find(({ locationId }) => locationId === get('at'))?.locationId ?? rows?.[0]?.locationId;
}

export function LocationChoice() {
  const T = useStockText();
  const { isWhole } = usePlace();
  const { set } = useSearch();
  const chosen = useChosenLocation();
  const { data, isPending } = useRead('stock', 'listLocations', {});
  if (!isWhole) return null;
  return (
    <Select
      className="filter-select"
      aria-label={T.place}
      value={chosen ?? null}
      loading={isPending}
      onChange={(locationId: string | null) => set({ at: locationId ?? undefined })}
      options={(data?.rows ?? []).map(({ locationId, name }) => ({ value: locationId, label: name }))}
    />
  );
}
