import { useCallback, useState } from 'react';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { TemperatureTag } from '../../../kit/parts/tag.tsx';
import { type Out, useRead, useRenew } from '../../../kit/use-api.ts';
import { useTopicEvents } from '../../../kit/use-topic.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { ShopChoice, useChosenShop } from '../../parts/shop-choice.tsx';
import { usePickingText } from '../../texts/picking.ts';
import { RedeemDesk } from './redeem-desk.tsx';
import './fulfilment.css';

type Row = Out<'fulfilment', 'listPickups'>['rows'][number];
const states = ['waiting', 'coming', 'redeemed'] as const;
type State = (typeof states)[number];

/** The counter of a pickup point: a code in, the bags out; below what waits and what is coming. */
export function PickupsPage() {
  const T = usePickingText();
  const shopId = useChosenShop();
  const renew = useRenew();
  const [state, setState] = useState<State>('waiting');
  const read = useRead(
    'fulfilment',
    'listPickups',
    { shopId: shopId ?? '' },
    { enabled: shopId !== undefined },
  );
  useTopicEvents(
    shopId === undefined ? undefined : `shop:${shopId}`,
    useCallback(() => renew('fulfilment'), [renew]),
  );
  const rows = read.data?.rows;
  const none = { waiting: T.noneWaiting, coming: T.noneComing, redeemed: T.noneRedeemed };
  return (
    <ConsolePage title={T.pickups} tools={<ShopChoice />}>
      {shopId !== undefined && <RedeemDesk key={shopId} shopId={shopId} />}
      <div className="filter-bar">
        <Tabs<State>
          label={T.state}
          tabs={states.map((key) => ({
            key,
            label: T.states[key],
            count: rows?.filter((row) => row.state === key).length ?? 0,
          }))}
          current={state}
          onChange={setState}
        />
      </div>
      <ListTable
        label={T.states[state]}
        columns={useColumns()}
        rows={rows?.filter((row) => row.state === state)}
        rowKey={({ shopOrderId }) => shopOrderId}
        isError={read.isError}
        onRetry={() => void read.refetch()}
        empty={{ text: none[state], picture: 'box' }}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<Row>[] {
  const T = usePickingText();
  return [
    {
      key: 'bags',
      title: T.bag,
      cell: ({ bagLabels }) => <b className="lb-num pickup-bags">{bagLabels.join(' ')}</b>,
    },
    {
      key: 'buyer',
      title: T.buyer,
      cell: ({ buyerName, maskedPhone }) => (
        <span>
          {buyerName} <span className="quiet lb-num code">{maskedPhone}</span>
        </span>
      ),
    },
    {
      key: 'order',
      title: T.order,
      cell: ({ orderNumber }) => <span className="lb-num code">{orderNumber}</span>,
    },
    {
      key: 'zones',
      title: T.zone,
      cell: ({ temperatureZones }) => (
        <span className="tags">
          {temperatureZones.map((zone) => (
            <TemperatureTag key={zone} zone={zone} />
          ))}
        </span>
      ),
    },
    { key: 'pieces', title: T.pieces, isNumber: true, cell: ({ pieceCount }) => pieceCount },
  ];
}
