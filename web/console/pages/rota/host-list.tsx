import { useRotaText } from '../../texts/rota.ts';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { clockOf, type Rota } from './shapes.ts';

/** Hosts with how much they have this week; fairness is seen, not only computed. */
export function HostList({ rota, onOpen }: { rota: Rota; onOpen: ((memberId: string) => void) | undefined }) {
  const T = useRotaText();
  const { slotsPerDayMost, restMinutes, lateMinute, earlyMinute } = rota.rules;
  return (
    <Panel title={T.hosts} {...(onOpen && { note: T.hostsNote })}>
      <ul className="rota-hosts">
        {rota.hosts.map((host) => (
          <li key={host.memberId}>
            {onOpen ? (
              <button type="button" className="rota-host" onClick={() => onOpen(host.memberId)}>
                {host.name}
              </button>
            ) : (
              <span className="rota-host">{host.name}</span>
            )}
            <span className="rota-bar-track" aria-hidden>
              <span
                style={{ width: `${Math.min(100, (host.slotsNow / Math.max(1, host.slotsMost)) * 100)}%` }}
              />
            </span>
            <span className="nowrap">{T.load(host.slotsNow, host.slotsMost)}</span>
            <span className="rota-tags">
              {!host.isKnown && <Tag>{T.unknown}</Tag>}
              {host.absences.length > 0 && <Tag tone="honey">{T.away}</Tag>}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet rota-rules">
        {T.ruleNote(slotsPerDayMost, restMinutes, clockOf(lateMinute), clockOf(earlyMinute))}
      </p>
    </Panel>
  );
}
