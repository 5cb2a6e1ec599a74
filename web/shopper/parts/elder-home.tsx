import { MapPin, Play } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../kit/format/use-format.ts';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { Piece } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { LiveBadge } from '../../kit/parts/live-badge.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import type { PieceName } from '../../kit/pieces.ts';
import { useHomeText } from '../texts/home.ts';
import { useLiveText } from '../texts/live.ts';
import type { LiveCardData } from './answers.ts';
import { ElderGoods } from './elder-goods.tsx';
import { ElderPickup } from './elder-pickup.tsx';
import { HelpLink } from './help-link.tsx';
import { roomPath } from './live-card.tsx';
import { PickupSheet } from './pickup-sheet.tsx';
import { Poster } from './poster.tsx';
import { Shown } from './shown.tsx';
import { useLiveNow } from './use-live-now.ts';
import { useMe } from './use-me.ts';
import { usePlace } from './use-place.ts';
import './elder-home.css';

/** Fewer choices, spoken words, 56 px to press; what waits to be fetched comes first. */
export function ElderHome() {
  const T = useHomeText();
  const { me } = useMe();
  const live = useLiveNow();
  const name = me?.nickname || me?.name;
  return (
    <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 pt-3 pb-4">
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h1 className="text-[26px] leading-[1.3]">{name ? T.hello(name) : T.helloGuest}</h1>
          <Place />
        </div>
        <HelpLink />
      </header>
      {me && <ElderPickup />}
      <Shown of={live} skeleton={<Skeleton h={178} r={20} />}>
        {({ now: [first] }) => first && <Watch session={first} />}
      </Shown>
      <Tiles />
      <ElderGoods />
    </main>
  );
}

function Place() {
  const T = useHomeText();
  const { pickup } = usePlace();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="elder-place" onClick={() => setOpen(true)}>
        <Icon as={MapPin} size={22} className="text-leaf-600" />
        <span className="lb-one-line">{pickup ? T.pickupShort(pickup.name) : T.noPickup}</span>
      </button>
      <PickupSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function Watch({ session }: { session: LiveCardData }) {
  const T = useLiveText();
  const { count } = useFormat();
  return (
    <section className="elder-live">
      <Poster session={session} />
      <div className="absolute top-[14px] left-[14px]">
        <LiveBadge state="live">{T.liveNow}</LiveBadge>
      </div>
      <div className="absolute inset-x-4 bottom-[14px] flex items-end gap-[10px]">
        <div className="flex-1 min-w-0 leading-[1.35]">
          <h2 className="elder-live-title">{session.title}</h2>
          {session.viewers > 0 && <p className="text-[18px]">{T.watching(count(session.viewers))}</p>}
        </div>
        <Go to={roomPath(session)} className={`${buttonClass({ kind: 'now' })} elder-watch`}>
          <span className="lb-button-face">
            <Icon as={Play} size={26} />
            {T.watch}
          </span>
        </Go>
      </div>
    </section>
  );
}

function Tiles() {
  const T = useHomeText();
  return (
    <nav aria-label={T.thingsToDo}>
      <ul className="grid grid-cols-2 gap-[10px]">
        <Tile to="/search?category=vegetable" piece="lettuce" ground="leaf" text={T.veg} />
        <Tile to="/search?category=fruit" piece="apple" ground="fruit" text={T.fruit} />
        <Tile to="/orders" piece="truck" ground="sea" text={T.myOrders} />
        <Tile to="/shops" piece="basket" ground="grain" text={T.nearShops} />
      </ul>
    </nav>
  );
}

function Tile({ to, piece, ground, text }: { to: string; piece: PieceName; ground: string; text: string }) {
  return (
    <li>
      <Go to={to} className="elder-tile">
        <span style={{ background: `var(--lb-g-${ground})` }}>
          <Piece name={piece} size={36} />
        </span>
        {text}
      </Go>
    </li>
  );
}
