import { Gift } from 'lucide-react';
import { useState } from 'react';
import { formatMoney } from '../../kit/format/money.ts';
import { Button } from '../../kit/parts/button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { spanClock } from '../../kit/format/time.ts';
import { useAct } from '../../kit/use-api.ts';
import { useNow } from '../../kit/use-now.ts';
import { useCouponText } from '../texts/coupon.ts';
import type { Coupon, CouponDrop } from './use-coupon.ts';
import { useNeedPerson } from './use-me.ts';
import './coupon-card.css';

/** A coupon drop over the video: counts down, then can be claimed with one tap; gone when its time is over. */
export function CouponCard({ drop, mine }: { drop: CouponDrop | null; mine: Coupon | null }) {
  const now = useNow();
  if (drop === null || new Date(drop.claimUntil).getTime() <= now) return null;
  return (
    <Dropped key={drop.dropId} drop={drop} known={mine?.dropId === drop.dropId ? mine : null} now={now} />
  );
}

function Dropped({ drop, known, now }: { drop: CouponDrop; known: Coupon | null; now: number }) {
  const T = useCouponText();
  const [claimed, setClaimed] = useState<Coupon>();
  const minFen = BigInt(drop.minSpendFen);
  return (
    <section className="coupon-card" aria-label={drop.title}>
      <span className="coupon-card-bow" aria-hidden>
        <Icon as={Gift} size={26} />
      </span>
      <p>{T.card}</p>
      <p className="coupon-card-sum">
        <small>¥</small>
        {formatMoney(drop.discountFen).slice(1).replace(/\.00$/, '')}
      </p>
      <p>{minFen > 0n ? T.from(formatMoney(minFen).replace(/\.00$/, '')) : T.anything}</p>
      <Step
        drop={drop}
        mine={claimed ?? known}
        waitMillis={new Date(drop.opensAt).getTime() - now}
        onClaimed={setClaimed}
      />
    </section>
  );
}

function Step({
  drop,
  mine,
  waitMillis,
  onClaimed,
}: {
  drop: CouponDrop;
  mine: Coupon | null;
  waitMillis: number;
  onClaimed: (coupon: Coupon) => void;
}) {
  const T = useCouponText();
  const needPerson = useNeedPerson();
  const claim = useAct('marketing', 'claimCoupon');
  if (mine) {
    return (
      <p className="coupon-card-mine" role="status">
        {mine.state === 'used' ? T.used : T.mine}
        {mine.state === 'free' && <small>{T.mineNote}</small>}
      </p>
    );
  }
  if (waitMillis > 0) {
    return (
      <p role="timer">
        <b className="lb-num">{spanClock(waitMillis)}</b> {T.opens}
      </p>
    );
  }
  if (drop.left === 0) return <p>{T.gone}</p>;
  async function run() {
    if (!needPerson()) return;
    const coupon = await claim.run({ dropId: drop.dropId });
    if (coupon === undefined) return;
    onClaimed(coupon);
    toast(T.claimed(coupon.title));
  }
  return (
    <>
      <Button
        kind="now"
        isPill
        isBlock
        isBusy={claim.isBusy}
        aria-label={T.claimOf(drop.title)}
        onClick={() => void run()}
      >
        {T.claim}
      </Button>
      <p className="text-sm">{T.left(drop.left)}</p>
      {claim.errors.form !== undefined && <p role="alert">{claim.errors.form}</p>}
    </>
  );
}
