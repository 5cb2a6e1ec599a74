import type { EChartsCoreOption } from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([LineChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, CanvasRenderer]);

export interface ChartProps {
  option: EChartsCoreOption;
  /** What the chart says, for people who do not see it. */
  label: string;
  heightPx: number;
}

/** An ECharts drawing that follows the width of its place. Loads 0.3 MB of code: render it lazily (`LazyChart`). */
export function Chart({ option, label, heightPx }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<ReturnType<typeof init>>(undefined);
  useEffect(() => {
    if (place.current === null) return undefined;
    const chart = init(place.current);
    drawing.current = chart;
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, []);
  useEffect(() => drawing.current?.setOption(option, { notMerge: true }), [option]);
  return <div ref={place} role="img" aria-label={label} style={{ height: heightPx }} />;
}
