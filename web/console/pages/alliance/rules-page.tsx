import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { names } from '../../../kit/parts/names.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { useNow } from '../../../kit/use-now.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useRulesText } from '../../texts/rules.ts';
import { Agreement } from './agreement.tsx';
import './rules.css';
import type { RuleBookVersion } from './shapes.ts';

/** The rule book as people agreed on it, in force or of an earlier day (`?version=`). */
export function RulesPage() {
  const T = useRulesText();
  const now = useNow();
  const { get } = useSearch();
  const read = useRead('rulebook', 'listRuleBookVersions', {});
  const versions = read.data?.rows;
  const current = versions?.find(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now);
  const shown =
    versions?.find(({ version }) => String(version) === get('version')) ?? current ?? versions?.[0];
  return (
    <ConsolePage title={T.title} {...(shown && { note: T.version(shown.version) })}>
      {read.isPending && <SkeletonRules />}
      {read.isError && (
        <div className="lb-card lb-panel">
          <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
        </div>
      )}
      {versions?.length === 0 && (
        <div className="lb-card lb-panel">
          <EmptyState text={T.none} />
        </div>
      )}
      {versions && shown && (
        <div className="rules">
          <Agreement version={shown} />
          <Versions {...{ versions, shown, current }} />
        </div>
      )}
    </ConsolePage>
  );
}

function Versions({
  versions,
  shown,
  current,
}: {
  versions: readonly RuleBookVersion[];
  shown: RuleBookVersion;
  current: RuleBookVersion | undefined;
}) {
  const T = useRulesText();
  const F = useFormat();
  const { set } = useSearch();
  return (
    <Panel title={T.versions} note={T.versionsNote}>
      <ul className="rules-versions">
        {versions.map((one) => (
          <li key={one.version}>
            <button
              type="button"
              className={names(one === shown && 'rules-shown')}
              aria-current={one === shown}
              onClick={() => set({ version: String(one.version) })}
            >
              <span className="tags">
                <b>{T.version(one.version)}</b>
                <VersionTag version={one} current={current} />
              </span>
              {one.note !== '' && <span>{one.note}</span>}
              <small>
                {one.adoptedBy === ''
                  ? T.adopted(F.day(one.adoptedAt))
                  : T.adoptedBy(one.adoptedBy, F.day(one.adoptedAt))}
              </small>
              <small>{T.effective(F.moment(one.effectiveFrom))}</small>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function VersionTag({
  version,
  current,
}: {
  version: RuleBookVersion;
  current: RuleBookVersion | undefined;
}) {
  const T = useRulesText();
  if (version === current) return <Tag tone="ok">{T.inForce}</Tag>;
  const isComing = current === undefined || version.version > current.version;
  return isComing ? <Tag tone="honey">{T.coming}</Tag> : <Tag>{T.past}</Tag>;
}

function SkeletonRules() {
  return (
    <Loading>
      <div className="rules">
        <Skeleton h={620} />
        <Skeleton h={160} />
      </div>
    </Loading>
  );
}
