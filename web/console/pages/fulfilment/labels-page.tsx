import { Printer } from 'lucide-react';
import { ApiProblem } from '../../../kit/client/client.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Segmented } from '../../../kit/parts/choices.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useParam } from '../../../kit/router.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { usePickingText } from '../../texts/picking.ts';
import { BagLabels } from './bag-labels.tsx';
import { DeliverySlips } from './delivery-slips.tsx';
import type { SlipOrder } from './shapes.ts';
import './fulfilment.css';
import './prints.css';

type Kind = 'labels' | 'slips';

/** What is printed for the road: a label on each bag, and slips in the order in which one hands over. */
export function LabelsPage() {
  const T = usePickingText();
  const waveId = useParam('waveId');
  const { get, set } = useSearch();
  const kind: Kind = get('kind') === 'slips' ? 'slips' : 'labels';
  const order: SlipOrder = get('order') === 'item-building' ? 'item-building' : 'building-item';
  const read = useRead('fulfilment', 'getLabels', { waveId, order });
  const rows = read.data?.rows;
  const bags = new Set(rows?.map(({ shipmentId }) => shipmentId)).size;
  return (
    <ConsolePage
      title={
        <>
          <Go to={`/waves/${waveId}`} className="page-parent">
            {T.wave}
          </Go>
          {T.labels}
        </>
      }
      tools={
        rows &&
        rows.length > 0 && <Button size="s" icon={Printer} onClick={() => print()} children={T.print} />
      }
    >
      <div className="filter-bar prints-bar">
        <Segmented<Kind>
          label={T.kind}
          value={kind}
          onChange={(next) => set({ kind: next })}
          options={[
            { value: 'labels', label: T.kinds.labels },
            { value: 'slips', label: T.kinds.slips },
          ]}
        />
        <Segmented<SlipOrder>
          label={T.orderBy}
          value={order}
          onChange={(next) => set({ order: next })}
          options={[
            { value: 'building-item', label: T.orders['building-item'] },
            { value: 'item-building', label: T.orders['item-building'] },
          ]}
        />
        {rows && (
          <span className="quiet">{kind === 'labels' ? T.labelNote(bags) : T.slipNote(rows.length)}</span>
        )}
      </div>
      {rows === undefined ? (
        <Missing read={read} />
      ) : rows.length === 0 ? (
        <div className="lb-card lb-panel">
          <EmptyState picture="box" text={T.noLabels} />
        </div>
      ) : kind === 'labels' ? (
        <BagLabels rows={rows} />
      ) : (
        <DeliverySlips rows={rows} order={order} />
      )}
    </ConsolePage>
  );
}

/** What stands here until the labels are read, or when they cannot be. */
function Missing({ read }: { read: ReturnType<typeof useRead<'fulfilment', 'getLabels'>> }) {
  if (!read.isError) {
    return (
      <Loading>
        <Skeleton h={420} r={12} />
      </Loading>
    );
  }
  const isAnswer = read.error instanceof ApiProblem && read.error.status > 0;
  return (
    <div className="lb-card lb-panel">
      <ErrorState
        {...(isAnswer && { text: read.error.message })}
        onRetry={() => void read.refetch()}
        isBusy={read.isFetching}
      />
    </div>
  );
}
