import { useState } from 'react';
import { useItemPickText } from '../texts/item-pick.ts';
import { GoodsName, type Item } from './goods-name.tsx';
import { PickField } from './pick-field.tsx';
import { useRead } from '../../kit/use-api.ts';

export interface ItemPickProps {
  label: string;
  value: string;
  onChange: (variantId: string, item?: Item) => void;
  /** The item already chosen, so that it shows before anything is searched. */
  known?: Item | undefined;
  error?: string | undefined;
  hint?: string;
  /** Leaves out regulated goods. */
  poolsOnly?: boolean;
}

const shownItems = 30;

/** An item of the catalogue, found by name, pinyin, code or barcode. */
export function ItemPick({ label, value, onChange, known, error, hint, poolsOnly = false }: ItemPickProps) {
  const T = useItemPickText();
  const [q, setQ] = useState('');
  const found = useRead('catalog', 'listItems', {
    limit: shownItems,
    status: 'active',
    includeRegulated: !poolsOnly,
    ...(q !== '' && { q }),
  });
  const rows = found.data?.rows ?? [];
  const items =
    known && !rows.some(({ variantId }) => variantId === known.variantId) ? [known, ...rows] : rows;
  return (
    <PickField
      label={label}
      value={value === '' ? undefined : value}
      placeholder={T.find}
      onSearch={setQ}
      isLoading={found.isFetching}
      error={error}
      {...(hint !== undefined && { hint })}
      isRequired
      onChange={(variantId) =>
        onChange(
          variantId ?? '',
          items.find((item) => item.variantId === variantId),
        )
      }
      options={items.map((item) => ({
        value: item.variantId,
        title: item.name,
        label: <GoodsName item={item} size={26} />,
      }))}
    />
  );
}
