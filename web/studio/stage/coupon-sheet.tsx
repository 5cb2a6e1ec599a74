import { useState } from 'react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Button } from '../../kit/parts/button.tsx';
import { Segmented } from '../../kit/parts/choices.tsx';
import { FormError } from '../../kit/parts/form-error.tsx';
import { MoneyField, NumberField } from '../../kit/parts/inputs.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { type Row, useAct, useRead } from '../../kit/use-api.ts';
import { useNow } from '../../kit/use-now.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useCouponText } from '../texts/coupon.ts';

type Drop = Row<'marketing', 'listCouponDrops'>;

const renewMs = 5_000;
const countdowns = ['0', '10', '30', '60'] as const;

/** Coupons for every room: the one that is out and how far it is, or a form for the next. */
export function CouponSheet({
  isOpen,
  onClose,
  stage,
}: {
  isOpen: boolean;
  onClose: () => void;
  stage: Stage;
}) {
  const T = useCouponText();
  const now = useNow();
  const { sessionId } = stage.session;
  const read = useRead(
    'marketing',
    'listCouponDrops',
    { sessionId },
    { enabled: isOpen, refetchInterval: renewMs },
  );
  const drops = read.data?.rows ?? [];
  const [last] = drops;
  const running = last && last.left > 0 && new Date(last.claimUntil).getTime() > now ? last : undefined;
  const before = running ? drops.slice(1) : drops;
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.title}>
      <div className="grid gap-4">
        {running ? <Running drop={running} now={now} /> : <DropForm sessionId={sessionId} onDone={onClose} />}
        {before.length > 0 && (
          <section className="grid gap-1">
            <h3>{T.before}</h3>
            <ul>
              {before.map((drop) => (
                <li key={drop.dropId} className="flex justify-between gap-2 py-1">
                  <span>{drop.title}</span>
                  <Count drop={drop} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Sheet>
  );
}

function Count({ drop }: { drop: Drop }) {
  const T = useCouponText();
  return (
    <span className="text-ink-3">
      {T.claimed(drop.quantity - drop.left, drop.quantity)} · {T.used(drop.usedQuantity)}
    </span>
  );
}

function Running({ drop, now }: { drop: Drop; now: number }) {
  const T = useCouponText();
  const end = useAct('marketing', 'endCouponDrop');
  const wait = Math.ceil((new Date(drop.opensAt).getTime() - now) / 1_000);
  return (
    <section className="studio-card grid gap-2" aria-label={drop.title}>
      <h3 className="flex justify-between gap-2 text-lg">
        {drop.title} <span className="text-honey-700">{wait > 0 ? T.opens(wait) : T.open}</span>
      </h3>
      <Count drop={drop} />
      <Button
        kind="line"
        isBlock
        isBusy={end.isBusy}
        onClick={() => void end.run({ sessionId: drop.sessionId, dropId: drop.dropId })}
        children={T.end}
      />
      <p className="text-sm text-ink-3">{T.endNote}</p>
      <FormError errors={end.errors} />
    </section>
  );
}

function DropForm({ sessionId, onDone }: { sessionId: string; onDone: () => void }) {
  const T = useCouponText();
  const F = useFormat();
  const [discountFen, setDiscount] = useState<string | undefined>('500');
  const [minSpendFen, setMinSpend] = useState<string | undefined>('3000');
  const [quantity, setQuantity] = useState<number | undefined>(50);
  const [countdown, setCountdown] = useState<(typeof countdowns)[number]>('10');
  const act = useAct('marketing', 'dropCoupon');
  const short = (fen: string) => F.money(fen).replace(/\.00$/, '');
  const { hasLimit, isTooMuch, isReady } = judge({ discountFen, minSpendFen, quantity });
  async function drop() {
    if (!isReady || discountFen === undefined || quantity === undefined) return;
    const title = T.name(short(discountFen), hasLimit ? short(minSpendFen ?? '0') : undefined);
    const money = { discountFen, minSpendFen: minSpendFen ?? '0', quantity };
    const done = await act.run({ sessionId, title, ...money, opensInSeconds: Number(countdown) });
    if (done === undefined) return;
    onDone();
    toast(T.dropped(title));
  }
  const { fields } = act.errors;
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void drop();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <MoneyField
          label={T.off}
          fen={discountFen}
          onChange={setDiscount}
          error={isTooMuch ? T.notLess : fields['discountFen']}
        />
        <MoneyField label={T.from} fen={minSpendFen} onChange={setMinSpend} error={fields['minSpendFen']} />
      </div>
      <p className="text-sm text-ink-3">{T.fromHint}</p>
      <NumberField
        label={T.pieces}
        unit={T.unit}
        value={quantity}
        onChange={setQuantity}
        error={fields['quantity']}
      />
      <Segmented
        label={T.countdown}
        value={countdown}
        onChange={setCountdown}
        options={countdowns.map((value) => ({ value, label: T.seconds(Number(value)) }))}
      />
      {isReady && discountFen !== undefined && (
        <p className="text-ink-2">{T.cost(F.money(BigInt(discountFen) * BigInt(quantity ?? 0)))}</p>
      )}
      <FormError errors={act.errors} known={['discountFen', 'minSpendFen', 'quantity']} />
      <Button
        type="submit"
        kind="now"
        size="l"
        isBlock
        isBusy={act.isBusy}
        disabled={!isReady}
        children={T.drop}
      />
    </form>
  );
}

/** Whether a drop as typed makes sense: something off, some pieces, and less off than it needs. */
function judge({
  discountFen,
  minSpendFen,
  quantity,
}: {
  discountFen: string | undefined;
  minSpendFen: string | undefined;
  quantity: number | undefined;
}) {
  const offFen = BigInt(discountFen ?? '0');
  const fromFen = BigInt(minSpendFen ?? '0');
  const hasLimit = fromFen > 0n;
  const isTooMuch = hasLimit && offFen >= fromFen;
  return { hasLimit, isTooMuch, isReady: offFen > 0n && (quantity ?? 0) > 0 && !isTooMuch };
}
