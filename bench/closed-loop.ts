/** A stretch of time under load: each loop waits for its answer before it asks again. */
export interface Stretch {
  readonly loops: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface Tally {
  /** Answers within the measured time. */
  readonly answers: number;
  readonly seconds: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** What is noted at the edges of the measured time, such as readings of CPU clocks. */
export interface Edges {
  begin(): void;
  end(): void;
}

export async function runLoops(
  { loops, warmUpMs, measureMs }: Stretch,
  ask: (slot: number) => Promise<void>,
  edges?: Edges,
): Promise<Tally> {
  const latencies: number[] = [];
  let isMeasuring = false;
  let isOver = false;
  const running = Promise.all(
    Array.from({ length: loops }, async (_, slot) => {
      while (!isOver) {
        const before = performance.now();
        await ask(slot);
        if (isMeasuring) latencies.push(performance.now() - before);
      }
    }),
  );
  await Promise.race([running, pause(warmUpMs)]);
  edges?.begin();
  const from = performance.now();
  isMeasuring = true;
  await Promise.race([running, pause(measureMs)]);
  isMeasuring = false;
  const seconds = (performance.now() - from) / 1_000;
  edges?.end();
  isOver = true;
  await running;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { answers: latencies.length, seconds, medianMs: at(0.5), p99Ms: at(0.99) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
