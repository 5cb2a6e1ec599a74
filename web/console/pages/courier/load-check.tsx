import { Truck } from 'lucide-react';
import { useState } from 'react';
import { TopBar } from '../../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../../kit/frames/phone-frame.tsx';
import { Button } from '../../../kit/parts/button.tsx';
import { Checkbox } from '../../../kit/parts/choices.tsx';
import { EmptyState } from '../../../kit/parts/states.tsx';
import { TemperatureTag } from '../../../kit/parts/tag.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { useOutbox } from './use-outbox.ts';
import { type Zone, bagsByZone } from './zones.ts';

type Parcel = Route['stops'][number]['parcels'][number];

/** Before leaving: every bag of the first place is ticked, zone by zone. Then the route is on the road. */
export function LoadCheck({ route }: { route: Route }) {
  const T = useCourierText();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { end } = useOutbox();
  const stop = route.stops[0];
  const bags = stop?.kind === 'load' ? stop.parcels : [];
  const start = useAct('fulfilment', 'startRoute', {
    onDone() {
      if (stop?.kind !== 'load') return;
      const { routeId } = route;
      end({ routeId, stopId: stop.stopId, name: stop.name, outcome: 'done', failReason: '' });
    },
  });
  function tick(parcels: readonly Parcel[], isOn: boolean) {
    const next = new Set(ticked);
    for (const { shipmentId } of parcels) {
      if (isOn) next.add(shipmentId);
      else next.delete(shipmentId);
    }
    setTicked(next);
  }
  return (
    <PhoneFrame>
      <TopBar title={T.mapped(route.number)} back="/courier" />
      <main className="courier">
        <header className="courier-load-head">
          <h2>{stop ? T.load(stop.name) : T.loadTitle}</h2>
          <p>{T.loadNote}</p>
        </header>
        {bags.length === 0 && <EmptyState picture="box" text={T.loadProgress(0, 0)} />}
        {bagsByZone(bags).map(([zone, some]) => (
          <ZoneList key={zone} zone={zone} bags={some} ticked={ticked} onTick={tick} />
        ))}
      </main>
      <footer className="courier-foot courier-load-foot">
        <b className="lb-num">{T.loadProgress(ticked.size, bags.length)}</b>
        <FormError errors={start.errors} known={[]} />
        <Button
          size="l"
          isBlock
          icon={Truck}
          isBusy={start.isBusy}
          busyText={T.going}
          reason={ticked.size < bags.length && T.goFirst}
          onClick={() => void start.run({ routeId: route.routeId })}
          children={T.go}
        />
      </footer>
    </PhoneFrame>
  );
}

function ZoneList({
  zone,
  bags,
  ticked,
  onTick,
}: {
  zone: Zone;
  bags: readonly Parcel[];
  ticked: ReadonlySet<string>;
  onTick: (bags: readonly Parcel[], isOn: boolean) => void;
}) {
  const T = useCourierText();
  const count = bags.filter(({ shipmentId }) => ticked.has(shipmentId)).length;
  return (
    <section className="courier-load">
      <div className="courier-between">
        <h3>
          <TemperatureTag zone={zone} />
          <span className="lb-num">{T.loadProgress(count, bags.length)}</span>
        </h3>
        <Button kind="soft" onClick={() => onTick(bags, count < bags.length)} children={T.wholeZone} />
      </div>
      <ul>
        {bags.map((bag) => (
          <li key={bag.shipmentId}>
            <Checkbox isChecked={ticked.has(bag.shipmentId)} onChange={(isOn) => onTick([bag], isOn)}>
              <b className="lb-num">{bag.bagLabel}</b>
              <small>{bag.lines.map(({ title, quantity }) => T.line(title, quantity)).join(' · ')}</small>
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  );
}
