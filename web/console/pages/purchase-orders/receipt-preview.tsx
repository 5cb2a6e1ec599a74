import { useFormat } from '../../../kit/format/use-format.ts';
import { names } from '../../../kit/parts/names.ts';
import { ErrorState, Skeleton } from '../../../kit/parts/states.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { usePurchaseText } from '../../texts/purchase-orders.ts';
import type { Detail } from './shapes.ts';

/** Who gets how much of what came, first paid first served, and what goes back to whom it does not reach. */
export function ReceiptPreview({ order, quantity }: { order: Detail; quantity: number | undefined }) {
  const T = usePurchaseText();
  const F = useFormat();
  const read = useRead(
    'supply',
    'previewReceipt',
    { purchaseOrderId: order.purchaseOrderId, quantity: quantity ?? 0 },
    { enabled: quantity !== undefined },
  );
  if (quantity === undefined) return null;
  if (read.isError) return <ErrorState onRetry={() => void read.refetch()} text={T.noPreview} />;
  if (read.data === undefined) return <Skeleton h={120} r={10} />;
  const { ordered, shortQuantity, surplusQuantity, refundFen, byShop } = read.data;
  return (
    <section className="receipt" aria-live="polite">
      <p className={names('receipt-sum', shortQuantity > 0 && 'receipt-short')}>
        <Say
          text={
            shortQuantity > 0
              ? T.short(ordered, shortQuantity, F.money(refundFen))
              : T.enough(ordered, surplusQuantity)
          }
        />
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{T.shop}</th>
            <th scope="col">{T.ordered}</th>
            <th scope="col">{T.served}</th>
          </tr>
        </thead>
        <tbody>
          {byShop.map((row) => (
            <tr key={row.shopId}>
              <td>{row.shopName}</td>
              <td className="lb-num">{row.ordered}</td>
              <td className={names('lb-num', row.served < row.ordered && 'lb-tone-bad')}>{row.served}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
