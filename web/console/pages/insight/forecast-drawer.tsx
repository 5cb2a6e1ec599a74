import { useFormat } from '../../../kit/format/use-format.ts';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { Facts } from '../../parts/facts.tsx';
import { LazyChart } from '../../parts/lazy-chart.tsx';
import { usePlace } from '../../parts/session.tsx';
import { useForecastText } from '../../texts/forecast.ts';
import { percent, roundPieces } from './forecast-words.ts';
import type { ForecastDetail } from './shapes.ts';
import { useForecastChart } from './use-forecast-chart.ts';

/** One item: its past and its bands, how the order came about, and every number that went in. */
export function ForecastDrawer({
  name,
  variantId,
  shopId,
  onClose,
}: {
  name: string;
  variantId: string;
  shopId: string | undefined;
  onClose: () => void;
}) {
  const read = useRead('insight', 'getForecast', { variantId, ...(shopId !== undefined && { shopId }) });
  return (
    <Drawer isOpen title={name} onClose={onClose}>
      {read.data && <Detail detail={read.data} />}
      {read.isError && read.data === undefined && <ErrorState onRetry={() => void read.refetch()} />}
      {read.isPending && (
        <Loading>
          <Skeleton h={240} />
          <Skeleton h={160} />
        </Loading>
      )}
    </Drawer>
  );
}

function Detail({ detail }: { detail: ForecastDetail }) {
  const T = useForecastText();
  const option = useForecastChart(detail);
  const daily = detail.days.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, detail.days.length);
  return (
    <div className="forecast-detail">
      <LazyChart
        option={option}
        heightPx={240}
        label={T.chart(detail.item.name, detail.days.length, roundPieces(daily))}
      />
      <Legend detail={detail} />
      <Steps detail={detail} />
      <Inputs detail={detail} />
    </div>
  );
}

function Legend({ detail: { history } }: { detail: ForecastDetail }) {
  const T = useForecastText();
  return (
    <p className="forecast-legend">
      <span className="forecast-legend-sold">{T.history}</span>
      {history.some(({ poolPieces }) => poolPieces > 0) && (
        <span className="forecast-legend-pool">{T.pool}</span>
      )}
      <span className="forecast-legend-median">{T.median}</span>
      <span className="forecast-legend-inner">{T.band50}</span>
      <span className="forecast-legend-outer">{T.band90}</span>
      {history.some(({ isEmpty }) => isEmpty) && <span className="forecast-legend-empty">{T.emptyDay}</span>}
    </p>
  );
}

function Steps({ detail }: { detail: ForecastDetail }) {
  const T = useForecastText();
  const { isWhole } = usePlace();
  const { inputs, coverDays, shopId, suggested, isCostKnown, available, demandBefore } = detail;
  const share = percent(detail.serviceLevel);
  return (
    <section>
      <h3>{T.computed}</h3>
      <ol className="forecast-steps">
        <li>{shopId === null ? T.steps.positionHub(available) : T.steps.position(available)}</li>
        <li>{T.steps.before(inputs.leadTimeDays, roundPieces(demandBefore))}</li>
        <li>{T.steps.left(roundPieces(Math.max(0, available - demandBefore)))}</li>
        <li>{T.steps.cover(coverDays, roundPieces(detail.expectedDemand))}</li>
        <li>
          {isWhole ? T.steps.service(share) : T.steps.serviceRound(share)}
          {!isCostKnown && ` · ${T.steps.guessed}`}
        </li>
        <li>{T.steps.target(roundPieces(detail.target))}</li>
        <li>
          <b>{suggested > 0 ? T.steps.order(suggested, inputs.packSize) : T.steps.noOrder}</b>
          {suggested === 0 && ` · ${T.reasons[detail.reason](coverDays, share)}`}
        </li>
      </ol>
    </section>
  );
}

function Inputs({ detail: { inputs, method, run, isCostKnown } }: { detail: ForecastDetail }) {
  const T = useForecastText();
  const F = useFormat();
  const { isWhole } = usePlace();
  const cost =
    inputs.costFen === null ? (isWhole || !isCostKnown ? null : T.costHidden) : F.money(inputs.costFen);
  return (
    <section>
      <h3>{T.inputs}</h3>
      <Facts
        of={[
          [T.price, F.money(inputs.priceFen)],
          [T.cost, cost],
          [T.salvage, inputs.salvageFen === null ? T.soldLater : F.money(inputs.salvageFen)],
          [T.life, inputs.shelfLifeDays === null ? T.keeps : T.days(inputs.shelfLifeDays)],
          [T.supplier, inputs.supplierName ?? T.noOffer],
          [T.lead, T.days(inputs.leadTimeDays)],
          [T.review, T.days(inputs.reviewDays)],
          [T.past, T.pastDays(inputs.historyDays, inputs.soldDays, inputs.emptyDays)],
          [T.method, T.methods[method]],
          [T.asOf, run.asOf],
        ]}
      />
    </section>
  );
}
