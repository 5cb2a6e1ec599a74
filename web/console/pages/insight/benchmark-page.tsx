import { ConsolePage } from '../../parts/console-page.tsx';
import { usePlace } from '../../parts/session.tsx';
import { useBenchmarkText } from '../../texts/benchmark.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import { ShopBenchmark } from './shop-benchmark.tsx';
import './benchmark.css';

/** A shop sees its own place among its peers; operators see who can be compared, and nobody's figures. */
export function BenchmarkPage() {
  const T = useBenchmarkText();
  const { isWhole, shopId } = usePlace();
  return (
    <ConsolePage title={T.title}>
      {isWhole || shopId === undefined ? <CoveragePanel /> : <ShopBenchmark shopId={shopId} />}
    </ConsolePage>
  );
}
