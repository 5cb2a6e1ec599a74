import { ALargeSmall, ChevronDown, MapPin } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../../kit/format/use-format.ts';
import { useNavigation } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { SearchBox } from '../../kit/parts/search-box.tsx';
import { setSetting } from '../../kit/settings.ts';
import { useHomeText } from '../texts/home.ts';
import { usePlace } from './use-place.ts';
import './home-head.css';

/** Fetched with the first press. */
const PickupSheet = lazy(() =>
  import('./pickup-sheet.tsx').then((module) => ({ default: module.PickupSheet })),
);

/** Where I am, elder mode, search. */
export function HomeHead() {
  const T = useHomeText();
  const [q, setQ] = useState('');
  const { go } = useNavigation();
  return (
    <header className="home-head">
      <h1 className="lb-unseen">{T.title}</h1>
      <div className="flex items-center justify-between gap-2 px-4 pb-2">
        <PlaceSwitch />
        <button type="button" className="home-elder" onClick={() => setSetting('size', 'elder')}>
          <span>
            <Icon as={ALargeSmall} size={18} />
            {T.elder}
          </span>
        </button>
      </div>
      <div className="flex px-4">
        <SearchBox
          value={q}
          onChange={setQ}
          onSearch={(typed) => go(`/search?q=${encodeURIComponent(typed)}`)}
          placeholder={T.search}
        />
      </div>
    </header>
  );
}

function PlaceSwitch() {
  const T = useHomeText();
  const F = useFormat();
  const { pickup, shops } = usePlace();
  const [isOpen, setOpen] = useState<boolean>();
  const count = shops.data?.rows.length;
  const notes = [
    pickup?.distanceMetre != null ? F.walk(pickup.distanceMetre) : pickup?.address,
    count !== undefined && T.shopsNear(count),
  ].filter(Boolean);
  return (
    <>
      <button type="button" className="home-place" onClick={() => setOpen(true)}>
        <span className="flex items-center gap-1">
          <Icon as={MapPin} size={20} className="text-leaf-600" />
          <b className="lb-one-line">{pickup ? T.pickupPoint(pickup.name) : T.noPickup}</b>
          <Icon as={ChevronDown} size={16} />
        </span>
        <span className="home-place-note lb-one-line">{notes.join(' · ')}</span>
      </button>
      {isOpen !== undefined && (
        <Suspense>
          <PickupSheet isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
