import { useFormat } from '../../../kit/format/use-format.ts';
import { Say } from '../../../kit/parts/say.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useForecastText } from '../../texts/forecast.ts';
import { percent } from './forecast-words.ts';
import type { Runs } from './shapes.ts';

type Run = NonNullable<Runs['shown']>;

/** Which data and which model the suggestions rest on, how good it was, and what it cannot know. */
export function ForecastBasis({ runs }: { runs: Runs | undefined }) {
  const T = useForecastText();
  const F = useFormat();
  if (!runs) return null;
  const { newest, shown } = runs;
  const failure = newest?.state === 'failed' && newest.error ? T.failed[newest.error] : null;
  if (!shown) return failure === null ? null : <p className="lb-card lb-panel forecast-failure">{failure}</p>;
  return (
    <Panel
      title={T.basis}
      note={shown.endedAt === null ? '' : T.made(F.moment(shown.endedAt), shown.cause === 'nightly')}
    >
      <div className="forecast-basis">
        {failure !== null && <p className="lb-tone-bad">{failure}</p>}
        <p>
          <Say
            text={T.model(
              shown.methods
                .map(({ method, seriesCount }) => T.methodOf(T.methods[method], seriesCount))
                .join(T.and),
            )}
          />
          <Accuracy run={shown} />
        </p>
        {(!shown.accuracy || shown.accuracy.reason === 'history-too-short') && <p>{T.short}</p>}
        <p className="quiet">
          {shown.historyFrom !== null && `${T.dataTo(shown.asOf, shown.historyFrom)} · `}
          {T.scope(shown.seriesCount ?? 0, shown.horizonDays ?? 0)}
        </p>
        <p className="quiet">{T.caution}</p>
      </div>
    </Panel>
  );
}

function Accuracy({ run: { accuracy } }: { run: Run }) {
  const T = useForecastText();
  if (!accuracy || accuracy.reason === 'history-too-short') return null;
  const losses = accuracy.losses.map(({ method, loss }) => `${T.methods[method]} ${loss.toFixed(3)}`);
  const parts = [
    T.won(accuracy.originCount),
    ...(accuracy.wape === null ? [] : [T.wape(percent(accuracy.wape))]),
    ...(accuracy.coverage === null ? [] : [T.coverage(percent(accuracy.coverage))]),
    ...(losses.length === 0 ? [] : [T.losses(losses.join(' / '))]),
  ];
  return ` · ${parts.join(' · ')}`;
}
