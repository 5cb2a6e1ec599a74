import { Link2Off } from 'lucide-react';
import { ApiProblem } from '../../../kit/client/client.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { StickyBar } from '../../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../../kit/frames/phone-frame.tsx';
import { Card } from '../../../kit/parts/card.tsx';
import { Countdown } from '../../../kit/parts/countdown.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Logo } from '../../../kit/parts/logo.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { PoolBar } from '../../../kit/parts/pool-bar.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Timeline } from '../../../kit/parts/timeline.tsx';
import { useParam } from '../../../kit/router.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type Progress, rungs } from '../../parts/ladder.ts';
import { PurchaseOrderTag } from '../../parts/purchase-order.tsx';
import { SupplierAnswer } from '../../parts/supplier-answer.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { usePoolProgress } from '../../parts/use-live-pools.ts';
import { useNews } from '../../parts/use-news.ts';
import { useSupplierPageText } from '../../texts/supplier-page.ts';
import './supplier-page.css';
import type { SupplierOrder } from './shapes.ts';

/** A purchase order behind a signed link, on the phone of a supplier without an account. No shopper is in it. */
export function SupplierPage() {
  const T = useSupplierPageText();
  const token = useParam('token');
  const read = useRead('supply', 'getSupplierOrder', { token });
  const order = read.data;
  useNews(order && `pool:${order.poolId}`, 'supply');
  return (
    <PhoneFrame>
      <header className="supplier-head">
        <Logo size={30} />
        <div>
          <h1>{order ? T.title(order.number) : T.order}</h1>
          <p>{order?.allianceName}</p>
        </div>
        {order && <PurchaseOrderTag state={order.state} />}
      </header>
      <main className="supplier">
        {order === undefined && read.isError && (
          <Refused error={read.error} onRetry={() => void read.refetch()} isBusy={read.isFetching} />
        )}
        {order === undefined && !read.isError && (
          <Loading>
            <Skeleton h={96} r={14} />
            <Skeleton h={240} r={14} />
          </Loading>
        )}
        {order && <Body order={order} />}
      </main>
      {order?.state === 'final' && (
        <StickyBar>
          <div className="supplier-bar">
            <SupplierAnswer proof={{ token }} ordered={order.finalQuantity ?? order.preQuantity} />
          </div>
        </StickyBar>
      )}
    </PhoneFrame>
  );
}

/** A link that does not open any more is said plainly; a silent network can be tried again. */
function Refused({ error, onRetry, isBusy }: { error: Error; onRetry: () => void; isBusy: boolean }) {
  const T = useSupplierPageText();
  const code = error instanceof ApiProblem ? error.code : null;
  if (code !== 'link-expired' && code !== 'bad-signature')
    return <ErrorState onRetry={onRetry} isBusy={isBusy} />;
  return (
    <div className="lb-state" role="alert">
      <span className="lb-state-tile">
        <Icon as={Link2Off} size={20} />
      </span>
      <b>{code === 'link-expired' ? T.expired : T.broken}</b>
      <p>{T.askAgain}</p>
    </div>
  );
}

function Body({ order }: { order: SupplierOrder }) {
  const T = useSupplierPageText();
  const F = useFormat();
  const { item } = order;
  const quantity = order.finalQuantity ?? order.preQuantity;
  return (
    <>
      <Card className="supplier-item">
        <GoodsPicture {...item} photoUrl={item.pictureUrl} size={72} />
        <div>
          <h2>
            {item.name} {item.spec}
          </h2>
          <p className="quiet">{T.codeAndPack(item.itemCode, order.packSize)}</p>
        </div>
      </Card>
      <Card className="supplier-sum">
        <p className="quiet">{order.finalQuantity === null ? T.pre : T.final}</p>
        <p className="supplier-quantity">
          <b className="lb-num">{quantity}</b> {T.pieces}
          <small className="quiet">{T.packs(quantity, order.packSize)}</small>
        </p>
        {order.finalQuantity === null && <Filling order={order} />}
        <Facts
          of={[
            [T.unitCost, <Money key="cost" fen={order.unitCostFen} />],
            [T.amount, <Money key="amount" fen={order.amountFen} />],
            [T.confirmed, order.confirmedQuantity === null ? null : T.of(order.confirmedQuantity)],
            [T.received, order.receivedQuantity === null ? null : T.of(order.receivedQuantity)],
            [T.deliverTo, order.deliverTo],
            [T.cutOff, F.moment(order.cutOffAt)],
            [T.note, order.note],
          ]}
        />
      </Card>
      <Card>
        <h2 className="supplier-heading">{T.happened}</h2>
        <Timeline
          steps={order.events
            .toSorted((a, b) => b.at.localeCompare(a.at))
            .map((event, index) => ({
              key: `${event.at}${event.kind}`,
              title: event.text,
              at: event.at,
              state: index === 0 ? ('now' as const) : ('done' as const),
            }))}
        />
      </Card>
      <p className="quiet small supplier-foot">{T.linkUntil(F.moment(order.expiresAt))}</p>
    </>
  );
}

/** Before the cut-off the quantity still grows; the bar moves as neighbours pay. */
function Filling({ order }: { order: SupplierOrder }) {
  const T = useSupplierPageText();
  const progress: Progress = usePoolProgress(order.progress);
  const steps = rungs(progress);
  return (
    <div className="supplier-filling">
      <p>
        <Say text={T.growing(progress.paidQuantity)} tone="honey" />
        <Countdown until={progress.cutOffAt} />
      </p>
      <PoolBar have={progress.paidQuantity} tiers={steps} />
      <p className="quiet small">{T.willBeFinal}</p>
    </div>
  );
}
