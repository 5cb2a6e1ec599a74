import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { MoneyField, NumberField } from '../../kit/parts/inputs.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { useAct } from '../../kit/use-api.ts';
import { FormError } from '../../kit/parts/form-error.tsx';
import type { HostItem } from '../parts/host-items.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useShowText } from '../texts/show.ts';

interface FlashProps {
  isOpen: boolean;
  onClose: () => void;
  stage: Stage;
  item: HostItem;
}

/** A lower price for the item on show, in all rooms at once. */
export function FlashSheet({ isOpen, onClose, stage, item }: FlashProps) {
  const T = useShowText();
  const title = `${T.flashTitle} · ${item.item.name}`;
  if (item.poolId !== null) {
    return (
      <Sheet isOpen={isOpen} onClose={onClose} title={title}>
        <p className="pb-4 text-ink-2">{T.flashPool}</p>
      </Sheet>
    );
  }
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={title}>
      <FlashForm key={item.sessionItemId} stage={stage} item={item} onDone={onClose} />
    </Sheet>
  );
}

function FlashForm({ stage, item, onDone }: { stage: Stage; item: HostItem; onDone: () => void }) {
  const T = useShowText();
  const F = useFormat();
  const [priceFen, setPriceFen] = useState<string | undefined>(item.flashPriceFen ?? undefined);
  const [pieces, setPieces] = useState<number | undefined>(item.flashQuantity ?? undefined);
  const usualFen = item.usualPriceFen ?? item.priceFen;
  const isLower = priceFen !== undefined && BigInt(priceFen) < BigInt(usualFen);
  const act = useAct('live', 'setFlashPrice');
  async function set(flashPriceFen: string | null) {
    const flashQuantity = flashPriceFen === null ? null : (pieces ?? null);
    const key = { sessionId: stage.session.sessionId, sessionItemId: item.sessionItemId };
    const done = await act.run({ ...key, flashPriceFen, flashQuantity });
    if (done === undefined) return;
    onDone();
    const before = { flashPriceFen: item.flashPriceFen, flashQuantity: item.flashQuantity };
    toast({
      text: flashPriceFen === null ? T.flashCleared : T.flashSaved(F.money(flashPriceFen)),
      onUndo: () => void act.run({ ...key, ...before }),
    });
  }
  const words = item.isFlash ? T.flashOn : T.flashNow;
  const wrong = priceFen !== undefined && !isLower ? T.flashNotLower(F.money(usualFen)) : undefined;
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isLower) void set(priceFen);
      }}
    >
      <p className="text-ink-2">
        <Say text={words(F.money(usualFen), F.money(item.priceFen))} tone="hot" />
      </p>
      <FlashFields
        priceFen={priceFen}
        onPrice={setPriceFen}
        wrong={wrong}
        pieces={pieces}
        onPieces={setPieces}
        errors={act.errors.fields}
      />
      <FormError errors={act.errors} known={['flashPriceFen', 'flashQuantity']} />
      <div className="grid gap-2.5">
        <Button
          type="submit"
          kind="now"
          size="l"
          isBlock
          isBusy={act.isBusy}
          disabled={!isLower}
          children={T.flashSave}
        />
        {item.flashPriceFen !== null && (
          <Button
            kind="soft"
            isBlock
            isBusy={act.isBusy}
            onClick={() => void set(null)}
            children={T.flashClear}
          />
        )}
      </div>
    </form>
  );
}

function FlashFields({
  priceFen,
  onPrice,
  wrong,
  pieces,
  onPieces,
  errors,
}: {
  priceFen: string | undefined;
  onPrice: (fen: string | undefined) => void;
  wrong: string | undefined;
  pieces: number | undefined;
  onPieces: (pieces: number | undefined) => void;
  errors: Readonly<Record<string, string>>;
}) {
  const T = useShowText();
  return (
    <>
      <MoneyField
        label={T.flashLabel}
        hint={T.flashHint}
        fen={priceFen}
        onChange={onPrice}
        error={wrong ?? errors['flashPriceFen']}
      />
      <NumberField
        label={T.flashPieces}
        hint={T.flashPiecesHint}
        unit={T.pieces}
        value={pieces}
        onChange={onPieces}
        error={errors['flashQuantity']}
      />
    </>
  );
}
