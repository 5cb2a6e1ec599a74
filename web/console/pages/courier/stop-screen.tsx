import { ChevronLeft, CircleCheck, MapPinned } from 'lucide-react';
import { useState } from 'react';
import { PhoneFrame } from '../../../kit/frames/phone-frame.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { IconButton } from '../../../kit/parts/icon-button.tsx';
import { Sheet } from '../../../kit/parts/modal.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { type Route, RouteMap } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { BagsSheet } from './bags-sheet.tsx';
import { FailSheet } from './fail-sheet.tsx';
import { NextStops } from './next-stops.tsx';
import { StopCard } from './stop-card.tsx';
import { useOutbox } from './use-outbox.ts';
import { Waiting } from './waiting.tsx';

type SheetName = 'map' | 'bags' | 'fail';

const doneWord = { load: 'loaded', 'drop-at-pickup-point': 'dropped', delivery: 'delivered' } as const;
const failWord = { load: 'notLoaded', 'drop-at-pickup-point': 'notDropped', delivery: 'failed' } as const;

/** The stop that is next, large; the others below are context only. Both verbs lie under the thumb. */
export function StopScreen({ route, at }: { route: Route; at: number }) {
  const T = useCourierText();
  const { end, takeBack } = useOutbox();
  const [sheet, setSheet] = useState<SheetName>();
  const stop = route.stops[at]!;
  const close = () => setSheet(undefined);
  function finish(outcome: 'done' | 'failed', failReason = '') {
    const key = end({ routeId: route.routeId, stopId: stop.stopId, name: stop.name, outcome, failReason });
    close();
    scrollTo({ top: 0 });
    toast({ text: T.doneToast(at + 1), onUndo: () => takeBack(key) });
  }
  return (
    <PhoneFrame>
      <main className="courier">
        <Head route={route} at={at} />
        <Waiting />
        <StopCard route={route} at={at} onBags={() => setSheet('bags')} />
        <div className="courier-between courier-rest">
          <h2>{at + 1 < route.stops.length ? T.rest(route.stops.length - at - 1) : T.last}</h2>
          <button type="button" className="courier-map-link" onClick={() => setSheet('map')}>
            <Icon as={MapPinned} size={22} />
            {T.map}
          </button>
        </div>
        <NextStops stops={route.stops.slice(at + 1)} from={at + 2} />
      </main>
      <footer className="courier-foot">
        <button type="button" className="courier-fail" onClick={() => setSheet('fail')}>
          {T[failWord[stop.kind]]}
        </button>
        <button type="button" className="courier-done" onClick={() => finish('done')}>
          <Icon as={CircleCheck} size={26} />
          {T[doneWord[stop.kind]]}
        </button>
      </footer>
      <Sheet isOpen={sheet === 'map'} onClose={close} title={T.mapTitle}>
        <RouteMap
          routes={[route]}
          label={T.mapLabel(route.stops.length)}
          widthPixel={358}
          heightPixel={440}
        />
      </Sheet>
      <BagsSheet isOpen={sheet === 'bags'} onClose={close} stop={stop} />
      <FailSheet
        key={stop.stopId}
        isOpen={sheet === 'fail'}
        onClose={close}
        kind={stop.kind}
        onFail={(reason) => finish('failed', reason)}
      />
    </PhoneFrame>
  );
}

function Head({ route, at }: { route: Route; at: number }) {
  const T = useCourierText();
  const F = useFormat();
  const { go } = useNavigation();
  const last = route.stops.at(-1);
  return (
    <header className="courier-head">
      <div className="courier-between">
        <IconButton icon={ChevronLeft} label={T.back} iconSize={26} onClick={() => go('/courier')} />
        <h1>
          {T.stop(at + 1)} <small>{T.of(route.stops.length)}</small>
        </h1>
        {last && (
          <span className="courier-until">
            <Say text={T.until(F.clock(last.etaAt))} />
          </span>
        )}
      </div>
      <div
        className="courier-progress"
        role="progressbar"
        aria-label={T.stops}
        aria-valuemin={0}
        aria-valuemax={route.stops.length}
        aria-valuenow={at}
        aria-valuetext={`${T.stop(at + 1)} ${T.of(route.stops.length)}`}
      >
        <i style={{ width: `${(route.doneCount / route.stops.length) * 100}%` }} />
      </div>
    </header>
  );
}
