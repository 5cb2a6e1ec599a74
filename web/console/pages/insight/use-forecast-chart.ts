import { useMemo } from 'react';
import { axisX, ink, plainAxes } from '../../parts/chart-style.ts';
import { useForecastText } from '../../texts/forecast.ts';
import type { ForecastDetail } from './shapes.ts';

const band90 = 'rgba(31,154,114,.14)';
const band50 = 'rgba(31,154,114,.26)';
const pool = '#F4A92E';

/** The past as it was sold, then bands from the outer to the inner, and the median through them. */
export function useForecastChart(detail: ForecastDetail) {
  const T = useForecastText();
  return useMemo(() => {
    const { history, days, levels } = detail;
    const past = history.map(() => null);
    const quantile = (level: number) => {
      const at = levels.findIndex((one) => Math.abs(one - level) < 0.001);
      return days.map(({ quantiles }) => (at < 0 ? null : (quantiles[at] ?? null)));
    };
    const low = quantile(0.05);
    const lower = quantile(0.25);
    const upper = quantile(0.75);
    const high = quantile(0.95);
    const gap = (from: (number | null)[], to: (number | null)[]) =>
      to.map((value, i) => (value === null || from[i] == null ? null : Math.max(0, value - from[i]!)));
    const layer = (name: string, data: (number | null)[], color: string) => ({
      ...{ name, type: 'line', stack: 'band', symbol: 'none', silent: true, data: [...past, ...data] },
      lineStyle: { opacity: 0 },
      areaStyle: { color },
      tooltip: { show: false },
    });
    const marks = history.map(({ isEmpty, isLive }) =>
      [isEmpty && T.emptyDay, isLive && T.liveDay].filter(Boolean),
    );
    const ahead = days.map(({ isLive }) => (isLive ? [T.liveDay] : []));
    const words = [...marks, ...ahead];
    return {
      ...plainAxes,
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) =>
          value == null ? '—' : String(Math.round(Number(value) * 10) / 10),
      },
      xAxis: {
        ...axisX,
        data: [...history, ...days].map(({ day }, i) =>
          [day.slice(5).replace('-', '/'), ...(words[i] ?? [])].join(' '),
        ),
        axisLabel: { ...axisX.axisLabel, formatter: (label: string) => label.slice(0, 5) },
      },
      series: [
        layer('', low, 'transparent'),
        layer(T.band90, gap(low, lower), band90),
        layer(T.band50, gap(lower, upper), band50),
        layer(T.band90, gap(upper, high), band90),
        line(T.history, [...history.map(({ pieces }) => pieces), ...days.map(() => null)], ink.leaf),
        ...(history.some(({ poolPieces }) => poolPieces > 0)
          ? [line(T.pool, [...history.map(({ poolPieces }) => poolPieces), ...days.map(() => null)], pool)]
          : []),
        {
          ...line(T.median, [...past, ...quantile(0.5)], ink.leaf),
          lineStyle: { color: ink.leaf, type: 'dashed' },
        },
        emptyDays(T.emptyDay, history, days.length),
      ],
    };
  }, [detail, T]);
}

function line(name: string, data: (number | null)[], color: string) {
  return {
    name,
    type: 'line',
    data,
    showSymbol: false,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
  };
}

/** A ring on each day with an empty shelf: what was sold then says little about what was wanted. */
function emptyDays(name: string, history: ForecastDetail['history'], ahead: number) {
  return {
    ...{ name, type: 'line', symbol: 'emptyCircle', symbolSize: 8, showAllSymbol: true, silent: true },
    lineStyle: { opacity: 0 },
    itemStyle: { color: ink.now },
    tooltip: { show: false },
    data: [
      ...history.map(({ pieces, isEmpty }) => (isEmpty ? pieces : null)),
      ...Array.from({ length: ahead }, () => null),
    ],
  };
}
