import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { MoneyField } from '../../../kit/parts/inputs.tsx';
import { Dialog } from '../../../kit/parts/modal.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useLiveText } from '../../texts/live.ts';
import type { SessionItem } from './session-types.ts';

interface FlashDialogProps {
  sessionId: string;
  item: SessionItem;
  onClose: () => void;
}

/** Sets or takes away the flash price, in all rooms at once. */
export function FlashDialog({ sessionId, item, onClose }: FlashDialogProps) {
  const T = useLiveText();
  const F = useFormat();
  const before = item.flashPriceFen;
  const [typed, setTyped] = useState<string | undefined>(before ?? undefined);
  const act = useAct('live', 'setFlashPrice');
  const { sessionItemId } = item;
  async function save(flashPriceFen: string | null) {
    const done = await act.run({ sessionId, sessionItemId, flashPriceFen });
    if (done === undefined) return;
    onClose();
    toast({
      text: flashPriceFen === null ? T.flashCleared : T.flashSaved,
      onUndo: () => void act.run({ sessionId, sessionItemId, flashPriceFen: before }),
    });
  }
  const usualFen = item.usualPriceFen ?? item.priceFen;
  const isLower = typed !== undefined && BigInt(typed) < BigInt(usualFen);
  const wrong = typed !== undefined && !isLower ? T.flashNotLower(F.money(usualFen)) : undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={T.flashOf(item.item.name)}
      foot={
        <>
          {before !== null && (
            <Button
              kind="line"
              size="s"
              isBusy={act.isBusy}
              onClick={() => void save(null)}
              children={T.flashClear}
            />
          )}
          <Button
            size="s"
            isBusy={act.isBusy}
            disabled={!isLower}
            onClick={() => isLower && void save(typed)}
            children={T.flashSave}
          />
        </>
      }
    >
      <div className="form" data-density="compact">
        <MoneyField
          label={T.flash}
          hint={T.usual(F.money(usualFen))}
          fen={typed}
          onChange={setTyped}
          error={wrong ?? act.errors.fields['flashPriceFen']}
          isRequired
        />
        <FormError errors={act.errors} known={['flashPriceFen']} />
      </div>
    </Dialog>
  );
}
