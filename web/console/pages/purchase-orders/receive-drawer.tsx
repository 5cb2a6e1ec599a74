import { useDeferredValue, useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { usePurchaseText } from '../../texts/purchase-orders.ts';
import type { Detail } from './shapes.ts';
import { emptyReceipt, type ReceiptDraft } from './receipt-draft.ts';
import { ReceiptFields } from './receipt-fields.tsx';
import { ReceiptPreview } from './receipt-preview.tsx';

const known = ['quantity', 'locationId', 'batch', 'expiresOn', 'note'];

/** Goods have come: how many, which batch, until when; a shortage shows what it means before it is written. */
export function ReceiveDrawer({
  order,
  isOpen,
  onClose,
}: {
  order: Detail;
  isOpen: boolean;
  onClose: () => void;
}) {
  const T = usePurchaseText();
  const F = useFormat();
  const expected = order.confirmedQuantity ?? order.finalQuantity ?? order.preQuantity;
  const [chosen, setDraft] = useState<ReceiptDraft>({ ...emptyReceipt, quantity: expected });
  const { quantity } = chosen;
  const settled = useDeferredValue(quantity);
  const locations = useRead('stock', 'listLocations', {});
  const hubs = locations.data?.rows.filter(({ kind }) => kind === 'hub') ?? [];
  // The first hub stands until another one is chosen.
  const draft = { ...chosen, locationId: chosen.locationId || (hubs[0]?.locationId ?? '') };
  const act = useAct('supply', 'receiveGoods', {
    renews: ['supply', 'stock', 'insight', 'ordering'],
    onDone: ({ shortQuantity, refundedLines, refundedFen }) => {
      toast(shortQuantity > 0 ? T.receivedShort(refundedLines, F.money(refundedFen)) : T.receivedAll);
      onClose();
    },
  });
  const { errors } = act;
  return (
    <FormDrawer
      isOpen={isOpen}
      onClose={onClose}
      title={T.receiveTitle}
      save={T.receive}
      isBusy={act.isBusy}
      reason={quantity === undefined && T.quantityFirst}
      onSubmit={() => {
        if (quantity === undefined) return;
        void act.run({ ...draft, purchaseOrderId: order.purchaseOrderId, quantity });
      }}
    >
      <ReceiptFields
        expected={expected}
        hubs={hubs}
        draft={draft}
        onChange={setDraft}
        errors={errors.fields}
      />
      {isOpen && !act.isBusy && <ReceiptPreview order={order} quantity={settled} />}
      <FormError errors={errors} known={known} />
    </FormDrawer>
  );
}
