import { readFileSync } from 'node:fs';
import { AutoETS, initSync as startEts } from '@bsull/augurs/ets';
import { initSync as startMstl, MSTL } from '@bsull/augurs/mstl';
import type { Smoother } from './types.ts';

const week = 7;

/**
 * ETS and MSTL of augurs (Rust, in WebAssembly) for series too short or too few for trees. Starts the two modules once
 * for the thread that calls it.
 *
 * @throws Error when the package or its two .wasm files are missing
 */
export function startAugurs(): Smoother {
  // The package does not name its .wasm files among its doors: they lie beside the scripts that it does name.
  const besideOf = (part: string) =>
    new URL(`./${part}_bg.wasm`, import.meta.resolve(`@bsull/augurs/${part}`));
  startEts({ module: readFileSync(besideOf('ets')) });
  startMstl({ module: readFileSync(besideOf('mstl')) });
  return (method, values, horizon) => {
    if (values.length < 2 * week + 1) return null;
    const model = method === 'ets' ? new AutoETS(week, 'ZZZ') : MSTL.ets([week]);
    try {
      model.fit(values);
      const { point } = model.predict(horizon, null);
      return point.every(Number.isFinite) ? point : null;
    } catch {
      // It finds no model in constant and in very odd series, which is an answer: the caller has a simpler method.
      return null;
    } finally {
      model.free();
    }
  };
}
