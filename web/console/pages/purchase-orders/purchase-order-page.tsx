import { Copy, PackageCheck, Phone, Printer } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Timeline } from '../../../kit/parts/timeline.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useParam } from '../../../kit/router.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PurchaseOrderTag } from '../../parts/purchase-order.tsx';
import { mayDo, useMe, usePlace } from '../../parts/session.tsx';
import { SupplierAnswer } from '../../parts/supplier-answer.tsx';
import { useNews } from '../../parts/use-news.ts';
import { useRead } from '../../../kit/use-api.ts';
import { usePurchaseText } from '../../texts/purchase-orders.ts';
import { ReceiveDrawer } from './receive-drawer.tsx';
import './purchase-order.css';
import type { Detail } from './shapes.ts';

const receivable: readonly Detail['state'][] = ['final', 'confirmed'];

/** One purchase order: quantities along its way, what happened, the supplier's link or answer, and receiving. */
export function PurchaseOrderPage() {
  const T = usePurchaseText();
  const purchaseOrderId = useParam('purchaseOrderId');
  const read = useRead('supply', 'getPurchaseOrder', { purchaseOrderId });
  const order = read.data;
  useNews(order && `pool:${order.poolId}`, 'supply');
  return (
    <ConsolePage
      title={
        <>
          <Go to="/purchase-orders" className="crumb">
            {T.title}
          </Go>{' '}
          / {order?.number ?? ''}
        </>
      }
    >
      {order === undefined && read.isError && (
        <div className="lb-card lb-panel">
          <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
        </div>
      )}
      {order === undefined && !read.isError && (
        <Loading>
          <Skeleton h={140} r={12} />
          <Skeleton h={260} r={12} />
        </Loading>
      )}
      {order && <Order order={order} />}
    </ConsolePage>
  );
}

function Order({ order }: { order: Detail }) {
  const T = usePurchaseText();
  const F = useFormat();
  const me = useMe();
  const [isReceiving, setReceiving] = useState(false);
  const mayReceive = mayDo(me, 'dispatch') && receivable.includes(order.state);
  return (
    <>
      <Head order={order} {...(mayReceive && { onReceive: () => setReceiving(true) })} />
      <div className="purchase-columns">
        <Panel title={T.details}>
          <div className="purchase-facts">
            <Facts
              of={[
                [T.supplier, order.supplierName],
                [T.phone, order.supplierPhone],
                [T.deliverTo, order.deliverTo],
                [T.unitCost, <Money key="cost" fen={order.unitCostFen} />],
                [T.baseCost, <Money key="base" fen={order.baseCostFen} />],
                [T.pack, T.pieces(order.packSize)],
                [T.remainder, T.remainders[order.remainderPolicy]],
                [T.surplus, order.surplusQuantity > 0 ? T.pieces(order.surplusQuantity) : null],
                [T.cutOff, F.moment(order.cutOffAt)],
                [T.note, order.note],
              ]}
            />
          </div>
        </Panel>
        <Panel title={T.happened}>
          <div className="purchase-facts">
            <Timeline
              steps={order.events
                .toSorted((a, b) => b.at.localeCompare(a.at))
                .map((event, index) => ({
                  key: `${event.at}${event.kind}`,
                  title: event.text,
                  at: event.at,
                  state: index === 0 && order.state !== 'received' ? ('now' as const) : ('done' as const),
                }))}
            />
          </div>
        </Panel>
      </div>
      {mayReceive && <ReceiveDrawer order={order} isOpen={isReceiving} onClose={() => setReceiving(false)} />}
    </>
  );
}

function Head({ order, onReceive }: { order: Detail; onReceive?: () => void }) {
  const T = usePurchaseText();
  const { isWhole } = usePlace();
  const { item } = order;
  const steps = [
    [T.pre, order.preQuantity],
    [T.final, order.finalQuantity],
    [T.confirmed, order.confirmedQuantity],
    [T.received, order.receivedQuantity],
  ] as const;
  return (
    <section className="lb-card lb-panel purchase-head">
      <GoodsPicture {...item} photoUrl={item.pictureUrl} size={64} />
      <div className="purchase-what">
        <h2>
          {item.name} {item.spec} <PurchaseOrderTag state={order.state} />
        </h2>
        <p className="quiet">{item.itemCode}</p>
        <dl className="purchase-steps">
          {steps.map(([name, quantity]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="lb-num">{quantity ?? '—'}</dd>
            </div>
          ))}
          <div>
            <dt>{T.amount}</dt>
            <dd>
              <Money fen={order.amountFen} />
            </dd>
          </div>
        </dl>
      </div>
      <div className="purchase-acts">
        {onReceive && (
          <Button size="s" icon={PackageCheck} onClick={onReceive}>
            {T.receive}
          </Button>
        )}
        {order.supplierLink === null ? <OwnAnswer order={order} /> : <CopyLink link={order.supplierLink} />}
        {isWhole && (
          <a className="lb-button lb-button-line lb-button-s" href={`tel:${order.supplierPhone}`}>
            <span className="lb-button-face">
              <Phone size={16} aria-hidden />
              {T.call}
            </span>
          </a>
        )}
        <Button kind="line" size="s" icon={Printer} onClick={() => window.print()}>
          {T.print}
        </Button>
      </div>
    </section>
  );
}

/** Whoever sees the order without a link to pass on speaks for its supplier. */
function OwnAnswer({ order: { purchaseOrderId, state, finalQuantity, preQuantity } }: { order: Detail }) {
  if (state !== 'final') return null;
  return <SupplierAnswer proof={{ purchaseOrderId }} ordered={finalQuantity ?? preQuantity} size="s" />;
}

/** The supplier answers there without an account; an operator passes it on. */
function CopyLink({ link }: { link: string }) {
  const T = usePurchaseText();
  async function copy() {
    try {
      await navigator.clipboard.writeText(new URL(link, location.href).href);
      toast(T.copied);
    } catch {
      // No clipboard without a secure page: show it to be copied by hand.
      window.prompt(T.copyByHand, new URL(link, location.href).href);
    }
  }
  return (
    <Button kind="line" size="s" icon={Copy} onClick={() => void copy()}>
      {T.copyLink}
    </Button>
  );
}
