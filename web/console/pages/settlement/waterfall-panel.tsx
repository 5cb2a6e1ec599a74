import { useMemo } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSettlementText } from '../../texts/settlement.ts';
import type { Statement } from './shapes.ts';
import { WaterfallChart } from './waterfall-chart.tsx';
import { waterfallBars } from './waterfall.ts';

export function WaterfallPanel({ statement: { lines, dueFen } }: { statement: Statement }) {
  const T = useSettlementText();
  const F = useFormat();
  const bars = useMemo(() => waterfallBars(lines, T.due), [lines, T]);
  return (
    <Panel title={T.how} note={T.unit}>
      <div className="waterfall-place">
        <WaterfallChart bars={bars} label={T.chartOf(F.money(dueFen))} />
      </div>
    </Panel>
  );
}
