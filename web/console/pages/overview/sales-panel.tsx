import { useMemo } from 'react';
import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { names } from '../../../kit/parts/names.ts';
import { axisX, ink, leafVeil, plainAxes } from '../../parts/chart-style.ts';
import { LazyChart } from '../../parts/lazy-chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useOverviewText } from '../../texts/overview.ts';

export type Overview = WireOutput<typeof insight.getOverview>;

/** What was sold in the chosen time, beside the same time before. */
export function SalesPanel({ overview }: { overview: Overview }) {
  const T = useOverviewText();
  const F = useFormat();
  const { figures, before, range, shops, curve } = overview;
  const option = useCurve(curve, T.now);
  return (
    <Panel
      title={T.sales}
      note={T.salesNote}
      end={
        <span className="overview-legend">
          <i />
          {T[range]}
          <i className="overview-legend-before" />
          {T.before[range]}
        </span>
      }
    >
      <dl className="overview-figures">
        <Figure value={F.money(figures.gmvFen)} isGood={BigInt(figures.gmvFen) >= BigInt(before.gmvFen)}>
          {T.against(range, changeOf(figures.gmvFen, before.gmvFen))}
        </Figure>
        <Figure value={F.count(figures.orders)}>
          {T.ordersFrom(shops.filter(({ orders }) => orders > 0).length)}
        </Figure>
        <Figure value={F.money(figures.savedFen)}>{T.saved}</Figure>
        <Figure value={figures.onTimeBps === null ? T.unknown : `${(figures.onTimeBps / 100).toFixed(1)}%`}>
          {T.onTime}
        </Figure>
      </dl>
      <div className="overview-chart">
        <LazyChart option={option} heightPx={240} label={T.curve(F.money(figures.gmvFen), curve.length)} />
      </div>
    </Panel>
  );
}

function Figure({ value, isGood = false, children }: { value: string; isGood?: boolean; children: string }) {
  return (
    <div>
      <dd className="lb-num">{value}</dd>
      <dt className={names(isGood && 'lb-tone-ok')}>{children}</dt>
    </div>
  );
}

/** In per cent with one decimal; undefined without a time before to compare with. */
function changeOf(fen: string, beforeFen: string): number | undefined {
  return beforeFen === '0' ? undefined : Math.round((Number(fen) / Number(beforeFen) - 1) * 1000) / 10;
}

const yuan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 100);

function useCurve(curve: Overview['curve'], nowWord: string) {
  return useMemo(() => {
    const last = curve.findLastIndex(({ gmvFen }) => gmvFen !== null);
    const values = curve.map(({ gmvFen }) => yuan(gmvFen));
    const point = values[last];
    return {
      ...plainAxes,
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => `¥${Number(value ?? 0).toLocaleString('zh-CN')}`,
      },
      xAxis: { ...axisX, data: curve.map(({ label }) => label) },
      series: [
        line(
          curve.map(({ beforeFen }) => yuan(beforeFen)),
          ink.before,
          2,
        ),
        {
          ...line(values, ink.leaf, 2.5),
          areaStyle: { color: leafVeil },
        },
        {
          type: 'line',
          symbol: 'circle',
          symbolSize: 10,
          showAllSymbol: true,
          itemStyle: { color: ink.now, borderColor: '#fff', borderWidth: 2 },
          label: {
            show: true,
            position: 'left',
            color: '#C13808',
            fontWeight: 600,
            fontSize: 12,
            formatter: `${nowWord} ¥${Math.round(point ?? 0).toLocaleString('zh-CN')}`,
          },
          data: curve.map((_point, index) => (index === last ? point : null)),
          tooltip: { show: false },
          silent: true,
          animation: false,
        },
      ],
    };
  }, [curve, nowWord]);
}

function line(data: (number | null)[], color: string, width: number) {
  return { type: 'line', data, showSymbol: false, lineStyle: { color, width }, itemStyle: { color } };
}
