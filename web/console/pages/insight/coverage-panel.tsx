import { useFormat } from '../../../kit/format/use-format.ts';
import { Say } from '../../../kit/parts/say.tsx';
import { type Out, useRead } from '../../../kit/use-api.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { wordOf } from '../../parts/word-of.ts';
import { useBenchmarkText } from '../../texts/benchmark.ts';
import { quarterName } from './shop-benchmark.tsx';

type Coverage = Out<'insight', 'getBenchmarkCoverage'>;
type Group = Coverage['groups'][number];

/** Which shops have a circle, for operators: no place and no figure of any shop. */
export function CoveragePanel() {
  const T = useBenchmarkText();
  const read = useRead('insight', 'getBenchmarkCoverage', {});
  return (
    <div className="benchmark">
      {read.data && <Summary coverage={read.data} />}
      <ListTable
        label={T.coverage}
        columns={useColumns()}
        rows={read.data?.groups}
        rowKey={({ groupId }) => groupId}
        isError={read.isError}
        onRetry={() => void read.refetch()}
        empty={{ text: T.noGroups }}
      />
      {read.data && <Without coverage={read.data} />}
    </div>
  );
}

function Summary({ coverage }: { coverage: Coverage }) {
  const T = useBenchmarkText();
  const F = useFormat();
  const name = quarterName(T, coverage.quarter);
  const { frozenAt, checkedWeekEnd, shopCount, shopsNeeded, without } = coverage;
  return (
    <Panel title={T.coverage} note={checkedWeekEnd === null ? name : T.checked(checkedWeekEnd)}>
      <div className="benchmark-peers">
        <p className="benchmark-circle">
          <Say text={T.covered(shopCount - without.length, shopCount)} />
        </p>
        <p className="quiet">
          {frozenAt === null ? T.notFrozen(shopsNeeded) : T.frozen(name, F.day(frozenAt))}
          {T.coverageNote}
        </p>
      </div>
    </Panel>
  );
}

function Without({ coverage: { without, shopsNeeded } }: { coverage: Coverage }) {
  const T = useBenchmarkText();
  return (
    <Panel title={T.withoutTitle}>
      <div className="benchmark-peers">
        {without.length === 0 ? <p>{T.allCovered}</p> : <p>{without.join(' · ')}</p>}
        {without.length > 0 && <p className="quiet">{T.withoutNote(shopsNeeded)}</p>}
      </div>
    </Panel>
  );
}

function useColumns(): Column<Group>[] {
  const T = useBenchmarkText();
  return [
    {
      key: 'circle',
      title: T.circle,
      cell: ({ level, type }) => (
        <span className="benchmark-kind">
          <b>{wordOf(T.kinds, type)}</b> <small className="quiet">{T.levels[level]}</small>
        </span>
      ),
    },
    { key: 'shops', title: T.shops, isNumber: true, cell: ({ shopCount }) => shopCount },
    { key: 'readers', title: T.readers, cell: ({ readers }) => readers.join(' · ') },
    {
      key: 'published',
      title: T.published,
      cell: ({ published }) => published.map((metric) => T.metrics[metric]).join(' · ') || '—',
    },
  ];
}
