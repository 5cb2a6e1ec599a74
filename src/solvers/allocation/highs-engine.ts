import highsModule, { type Highs, type Model } from 'highs';
import type { Columns, LinearEngine, LinearProgram } from './linear.ts';

/** Relative gap at which whole columns count as proved. */
const wholeGap = 1e-6;
/** Without an answer from `isOver` for so long it ends by itself: a wall above any budget. */
const secondsMax = 600;

/** HiGHS, compiled to WebAssembly: blocks the thread it runs in, so let that be one of its own. */
export async function openHighs(): Promise<LinearEngine> {
  // Its types are those of a CommonJS module; what Node imports is the loader itself.
  const loadHighs = highsModule as unknown as typeof highsModule.default;
  const highs = await loadHighs();
  return { open: (lower, upper) => new HighsProgram(highs, lower, upper) };
}

class HighsProgram implements LinearProgram {
  private readonly highs: Highs;
  private readonly model: Model;
  private readonly rows: number;
  private columns = 0;

  constructor(highs: Highs, lower: Float64Array, upper: Float64Array) {
    this.highs = highs;
    this.rows = lower.length;
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, time_limit: secondsMax, mip_rel_gap: wholeGap });
    this.model.addRows({
      lower,
      upper,
      matrix: {
        ...{ format: 'csr', numRows: this.rows, numCols: 0 },
        ...{ starts: new Int32Array(this.rows + 1), indices: new Int32Array(0), values: new Float64Array(0) },
      },
    });
  }

  addColumns({ cost, starts, rows, values }: Columns): void {
    const count = cost.length;
    if (count === 0) return;
    this.columns += count;
    this.model.addCols({
      cost: Float64Array.from(cost),
      lower: new Float64Array(count),
      upper: new Float64Array(count).fill(1),
      matrix: {
        ...{ format: 'csc', numRows: this.rows, numCols: count },
        ...{ starts: Int32Array.from(starts), indices: Int32Array.from(rows) },
        values: Float64Array.from(values),
      },
    });
  }

  solveParts(): Float64Array {
    this.model.run();
    return Float64Array.from(this.model.getSolution().rowDual);
  }

  solveWhole(start: Float64Array, isOver: () => boolean): { values: Float64Array; bound: number } {
    const { model, highs } = this;
    const { integer } = highs.constants.variableType;
    for (let column = 0; column < this.columns; column += 1) model.changeColIntegrality(column, integer);
    model.setSolution({ colValue: start });
    const { mipInterrupt, simplexInterrupt } = highs.constants.callbackType;
    model.run({
      [mipInterrupt](event) {
        if (isOver()) event.interrupt();
      },
      // Between nodes alone it would look up too seldom.
      [simplexInterrupt](event) {
        if (isOver()) event.interrupt();
      },
    });
    const bound = Number(model.info.get('mip_dual_bound'));
    return { values: Float64Array.from(model.getSolution().colValue), bound };
  }

  close(): void {
    this.model.dispose();
  }
}
