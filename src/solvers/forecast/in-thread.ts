import { workInThread } from '../thread/in-thread.ts';
import { untrained } from './untrained.ts';
import {
  type DeclaredAccuracy,
  defaultLevels,
  type FitOptions,
  type Forecast,
  type ForecastArtifact,
  type Panel,
} from './types.ts';

/** Options that travel to a thread: the thread brings its own smoother. */
export interface ThreadOptions extends Pick<
  FitOptions,
  'seed' | 'horizon' | 'levels' | 'rounds' | 'rowsMax'
> {
  /** Origins of the backtest. */
  readonly origins?: number;
}

export interface ThreadAsk {
  readonly panel: Panel;
  readonly asOf: number;
  readonly options: ThreadOptions;
  readonly task:
    | { readonly kind: 'backtest' }
    | { readonly kind: 'fit' }
    | { readonly kind: 'forecast'; readonly artifact: ForecastArtifact };
}

export interface NightlyForecast {
  readonly artifact: ForecastArtifact;
  readonly forecast: Forecast;
}

/**
 * The nightly run in two threads at once, so that neither holds up whatever else this process does: one backtests, the
 * other fits on everything. Then the method that won forecasts `asOf` and the days after it.
 *
 * @param signal ends both threads
 * @param onProgress told 0 … 1
 * @throws Error when a thread dies · the signal's reason when it ends them
 */
export async function forecastInThreads(
  panel: Panel,
  asOf: number,
  options: ThreadOptions,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (share: number) => void } = {},
): Promise<NightlyForecast> {
  const shares = [0, 0];
  const told = (k: number) => (share: number) => {
    shares[k] = share;
    onProgress?.((0.9 * (shares[0]! + shares[1]!)) / 2);
  };
  const ask = { panel, asOf, options };
  const both = new AbortController();
  const ended = signal ? AbortSignal.any([signal, both.signal]) : both.signal;
  const [declared, fitted] = await Promise.all([
    inThread<DeclaredAccuracy | null>({ ...ask, task: { kind: 'backtest' } }, told(0), ended),
    inThread<ForecastArtifact | null>({ ...ask, task: { kind: 'fit' } }, told(1), ended),
  ]).catch((error: unknown) => {
    both.abort();
    throw error;
  });
  if (!declared || !fitted) throw new Error('The forecast was cancelled');
  const { method } = declared;
  const chosen =
    method === fitted.method || method === 'trees'
      ? fitted
      : untrained(method, asOf, options.horizon, options.levels ?? defaultLevels);
  const artifact = { ...chosen, declared };
  const made = await inThread<Forecast>({ ...ask, task: { kind: 'forecast', artifact } }, () => {}, ended);
  onProgress?.(1);
  return { artifact, forecast: made };
}

type Message<T> = { readonly progress: number } | { readonly result: T };

async function inThread<T>(ask: ThreadAsk, told: (share: number) => void, signal: AbortSignal): Promise<T> {
  return workInThread<Message<T>, T>({
    ...{ worker: new URL('./worker.ts', import.meta.url), task: ask, name: 'forecast', signal },
    answerIn(message) {
      if ('result' in message) return message.result;
      told(message.progress);
      return undefined;
    },
  });
}
