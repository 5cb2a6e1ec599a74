import FullCalendar, { type EventDropInfo, type EventInput } from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import localeZh from '@fullcalendar/react/locales/zh-cn';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { Lock } from 'lucide-react';
import { Icon } from '../../../kit/parts/icon.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useSetting } from '../../../kit/settings.ts';
import { useAct } from '../../../kit/use-api.ts';
import { useRotaText } from '../../texts/rota.ts';
import type { Rota, Slot } from './shapes.ts';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';

const minutesPerHour = 60;
const shownHours = 4;

/** The week as a calendar. Operators drag slots; what a slot breaks then is said. */
export function RotaCalendar({
  rota,
  mayPlan,
  onOpen,
}: {
  rota: Rota;
  mayPlan: boolean;
  onOpen: (slotId: string) => void;
}) {
  const T = useRotaText();
  const language = useSetting('language');
  const act = useAct('rota', 'changeRotaSlot', {
    renews: ['rota'],
    onDone({ faults }) {
      const words = T.all(faults.map((rule) => T.rules[rule] ?? rule));
      toast(faults.length === 0 ? T.moved : T.movedWith(words));
    },
  });
  const { from, until } = hoursOf(rota.slots);
  async function drop({ event, revert }: EventDropInfo): Promise<void> {
    const done = await act.run({ slotId: event.id, startsAt: event.start?.toISOString() ?? '' });
    if (done === undefined) {
      revert();
      toast(Object.values(act.errors.fields)[0] ?? act.errors.form ?? T.failed);
    }
  }
  return (
    <FullCalendar
      key={rota.weekStart}
      plugins={[timeGridPlugin, interactionPlugin, classicTheme]}
      initialView="timeGridWeek"
      initialDate={rota.weekStart}
      timeZone="Asia/Shanghai"
      locale={language === 'en' ? 'en' : localeZh}
      firstDay={1}
      headerToolbar={false}
      allDaySlot={false}
      height="auto"
      slotMinTime={`${String(from).padStart(2, '0')}:00:00`}
      slotMaxTime={`${String(until).padStart(2, '0')}:00:00`}
      slotDuration="00:30:00"
      snapDuration="00:15:00"
      nowIndicator
      editable={mayPlan}
      eventDurationEditable={false}
      events={rota.slots.map(eventOf)}
      eventClick={({ event, jsEvent }) => {
        jsEvent.preventDefault();
        onOpen(event.id);
      }}
      eventDrop={(info) => void drop(info)}
      eventContent={faceOf}
    />
  );
}

function eventOf(slot: Slot): EventInput {
  const look =
    slot.faults.length > 0 ? 'bad' : slot.hostMemberId !== null ? 'given' : isPast(slot) ? 'missed' : 'free';
  return {
    ...{ id: slot.slotId, start: slot.startsAt, end: slot.endsAt },
    title: `${slot.shopName} ${slot.hostName ?? ''}`,
    className: `rota-slot rota-slot-${look}`,
    interactive: true,
    extendedProps: { slot },
  };
}

function faceOf({ event }: { event: { extendedProps: Record<string, unknown> } }) {
  return <SlotFace slot={event.extendedProps['slot'] as Slot} />;
}

function isPast(slot: Slot): boolean {
  return new Date(slot.startsAt).getTime() < Date.now();
}

/** Short enough for a column that three shops share. */
function SlotFace({ slot }: { slot: Slot }) {
  const T = useRotaText();
  const broken = T.all(slot.faults.map((rule) => T.rules[rule] ?? rule));
  return (
    <span className="rota-face" title={broken === '' ? undefined : T.broken(broken)}>
      <b>
        {slot.isPinned && (
          <>
            <Icon as={Lock} size={12} />
            <span className="lb-unseen">{T.pinned}</span>
          </>
        )}
        {slot.hostName ?? (isPast(slot) ? T.missed : T.free)}
      </b>
      <span>{slot.shopName}</span>
      {slot.categoryName !== null && <small>{slot.categoryName}</small>}
      {broken !== '' && <small className="rota-broken">{broken}</small>}
    </span>
  );
}

/** The hours of the day the slots need, with a little room, at least four. */
function hoursOf(slots: readonly Slot[]): { from: number; until: number } {
  const starts = slots.map(({ startsAt }) => shanghaiMinute(startsAt));
  const ends = slots.map(({ startsAt, endsAt }) => {
    const minutes = (new Date(endsAt).getTime() - new Date(startsAt).getTime()) / 60_000;
    return shanghaiMinute(startsAt) + minutes;
  });
  const from = Math.max(0, Math.floor(Math.min(...starts, 24 * minutesPerHour) / minutesPerHour) - 1);
  const until = Math.min(24, Math.ceil(Math.max(...ends, 0) / minutesPerHour) + 1);
  return { from, until: Math.max(until, Math.min(24, from + shownHours)) };
}

function shanghaiMinute(at: string): number {
  const shifted = new Date(new Date(at).getTime() + 8 * 3_600_000);
  return shifted.getUTCHours() * minutesPerHour + shifted.getUTCMinutes();
}
