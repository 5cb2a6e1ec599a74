import { useFormat } from '../../../kit/format/use-format.ts';
import { Tag } from '../../../kit/parts/tag.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LocationChoice, useChosenLocation } from '../../parts/location-choice.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useStockText } from '../../texts/stock.ts';
import { type Movement, MovementChange } from './movement-change.tsx';
import './stock.css';

/** Every change of stock, newest first: nothing moves without a line here. */
export function MovementsPage() {
  const T = useStockText();
  const locationId = useChosenLocation();
  const list = usePages(
    'stock',
    'listMovements',
    { locationId: locationId ?? '' },
    { enabled: locationId !== undefined },
  );
  return (
    <ConsolePage title={T.movements}>
      <div className="filter-bar">
        <LocationChoice />
        <p className="quiet">{T.movementsNote}</p>
      </div>
      <ListTable
        label={T.movements}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ movementId }) => movementId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: T.noMoves }}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<Movement>[] {
  const T = useStockText();
  const F = useFormat();
  return [
    { key: 'item', title: T.item, cell: ({ itemName }) => <b>{itemName}</b> },
    { key: 'kind', title: T.kind, cell: ({ kind }) => <Tag>{T.kindOf(kind)}</Tag> },
    { key: 'change', title: T.change, cell: (move) => <MovementChange move={move} /> },
    { key: 'reason', title: T.reason, cell: ({ reason }) => <span className="quiet">{reason}</span> },
    { key: 'at', title: T.at, cell: ({ at }) => <span className="quiet">{F.moment(at)}</span> },
  ];
}
