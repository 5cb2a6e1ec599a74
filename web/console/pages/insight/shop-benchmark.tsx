import { useFormat } from '../../../kit/format/use-format.ts';
import { names } from '../../../kit/parts/names.ts';
import { Say } from '../../../kit/parts/say.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { type Out, useRead } from '../../../kit/use-api.ts';
import { Panel } from '../../parts/panel.tsx';
import { wordOf } from '../../parts/word-of.ts';
import { useBenchmarkText } from '../../texts/benchmark.ts';
import { BandChart } from './band-chart.tsx';

type Benchmark = Out<'insight', 'getBenchmark'>;
type Metric = Benchmark['metrics'][number];

/** With whom a shop is compared, and each figure with its band and its own past weeks. */
export function ShopBenchmark({ shopId }: { shopId: string }) {
  const read = useRead('insight', 'getBenchmark', { shopId });
  if (read.isError && read.data === undefined) {
    return (
      <div className="lb-card lb-panel">
        <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
      </div>
    );
  }
  if (read.data === undefined) {
    return (
      <div className="lb-card lb-panel benchmark-waiting">
        <Loading>
          <Skeleton h={20} w={220} />
          <Skeleton h={300} />
        </Loading>
      </div>
    );
  }
  return (
    <div className="benchmark">
      <Peers benchmark={read.data} />
      <div className="benchmark-metrics">
        {read.data.metrics.map((metric) => (
          <MetricPanel key={metric.metric} metric={metric} hasGroup={read.data.group !== null} />
        ))}
      </div>
    </div>
  );
}

function Peers({
  benchmark: { group, whyNoGroup, quarter, shopsNeeded, shopCount },
}: {
  benchmark: Benchmark;
}) {
  const T = useBenchmarkText();
  const name = quarterName(T, quarter);
  return (
    <Panel title={T.with} note={name}>
      <div className="benchmark-peers">
        {group && (
          <p className="benchmark-circle">
            <Say text={T.group(wordOf(T.kinds, group.type), group.shopCount)} />
          </p>
        )}
        {whyNoGroup && <p className="benchmark-circle">{T.none[whyNoGroup](shopsNeeded, shopCount)}</p>}
        {group && <p className="quiet">{`${T.groupNote(name)}${T.privacy}`}</p>}
      </div>
    </Panel>
  );
}

function MetricPanel({ metric, hasGroup }: { metric: Metric; hasGroup: boolean }) {
  const T = useBenchmarkText();
  const format = useMetricFormat(metric.metric);
  const name = T.metrics[metric.metric];
  const own = metric.own === null ? T.unknown : format(metric.own);
  const isFlat = metric.bands?.lower === metric.bands?.upper && metric.own === metric.bands?.median;
  const place = metric.band === null ? null : isFlat ? T.same : T.places[metric.band - 1]!;
  const whyNot = hasGroup ? T.noBands : T.ownOnly;
  return (
    <Panel
      title={name}
      note={T.notes[metric.metric]}
      {...(metric.bands && { end: <span className="quiet">{T.behind(metric.bands.shopCount)}</span> })}
    >
      <div className="benchmark-metric">
        <p className="benchmark-own">
          <b className={names(metric.own === null ? 'quiet' : 'lb-num')}>{own}</b>
          <span className={names('benchmark-place', isGood(metric) && !isFlat && 'lb-tone-ok')}>
            {place ?? (metric.bands ? '' : whyNot)}
          </span>
        </p>
        <BandChart
          bands={metric.bands}
          weeks={metric.history}
          label={T.chart(name, own, place ?? whyNot)}
          format={format}
          cuts={T.cuts}
          isLowBest={metric.metric === 'refund-share'}
        />
        <p className="benchmark-foot quiet">
          <span>{T.weeks(metric.history.length)}</span>
          <span>{T.span(metric.fromDay.slice(5), metric.toDay.slice(5))}</span>
        </p>
      </div>
    </Panel>
  );
}

/** "2026-Q4" in words. */
export function quarterName(T: ReturnType<typeof useBenchmarkText>, quarter: string): string {
  const [year = '', number = ''] = quarter.split('-Q');
  return T.quarter(year, number);
}

/** In the better quarter: of refunds that is the lowest. */
function isGood({ metric, band }: Metric): boolean {
  return band === (metric === 'refund-share' ? 1 : 4);
}

function useMetricFormat(metric: Metric['metric']): (value: number) => string {
  const F = useFormat();
  const T = useBenchmarkText();
  if (metric === 'sales-per-day' || metric === 'order-value')
    return (fen) => F.money(String(Math.round(fen)));
  if (metric === 'orders-per-day') return (orders) => T.orders(orders);
  return (bps) => `${Number((bps / 100).toFixed(1))}%`;
}
