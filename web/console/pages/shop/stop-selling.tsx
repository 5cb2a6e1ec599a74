import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useListingText } from '../../texts/listings.ts';
import type { Listing } from './shapes.ts';

/** Takes the item out of the shop, after asking once. */
export function StopSelling({ listing, onDone }: { listing: Listing; onDone: () => void }) {
  const T = useListingText();
  const [isAsking, setAsking] = useState(false);
  const act = useAct('catalog', 'removeListing', {
    onDone: () => {
      toast(T.removed);
      onDone();
    },
  });
  const { shopId, variantId, item } = listing;
  return (
    <>
      <Button kind="danger" size="s" onClick={() => setAsking(true)}>
        {T.remove}
      </Button>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={T.removeTitle(item.name)}
        verb={T.remove}
        isDanger
        isBusy={act.isBusy}
        errors={act.errors}
        onConfirm={() => void act.run({ shopId, variantId })}
      >
        <p>{T.removeText}</p>
      </Confirm>
    </>
  );
}
