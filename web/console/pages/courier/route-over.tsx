import { Check, TriangleAlert } from 'lucide-react';
import { TopBar } from '../../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../../kit/frames/phone-frame.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { buttonClass } from '../../../kit/parts/button.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { names } from '../../../kit/parts/names.ts';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { Waiting } from './waiting.tsx';
import { stopTitle } from './stop-title.ts';

/** Every stop is behind: what went well and what comes back. */
export function RouteOver({ route }: { route: Route }) {
  const T = useCourierText();
  const F = useFormat();
  const failed = route.stops.filter(({ state }) => state === 'failed').length;
  return (
    <PhoneFrame>
      <TopBar title={T.mapped(route.number)} back="/courier" />
      <main className="courier">
        <Waiting />
        <header className="courier-load-head">
          <h2>{T.over}</h2>
          <p>{T.overNote(route.stops.length - failed, failed)}</p>
        </header>
        <ol className="courier-list">
          {route.stops.map((stop) => (
            <li key={stop.stopId}>
              <span className={names('courier-number', stop.state === 'failed' && 'courier-number-bad')}>
                <Icon as={stop.state === 'failed' ? TriangleAlert : Check} size={18} />
              </span>
              <div>
                <b>{stopTitle(stop, T)}</b>
                <p>{stop.state === 'failed' ? T.failedAt(stop.failReason) : T.bags(stop.parcels.length)}</p>
              </div>
              {stop.doneAt !== null && <span className="lb-num">{F.clock(stop.doneAt)}</span>}
            </li>
          ))}
        </ol>
        <Go to="/courier" className={buttonClass({ kind: 'soft', size: 'l', isBlock: true })}>
          {T.back}
        </Go>
      </main>
    </PhoneFrame>
  );
}
