import { bandScale, type ScaleBands } from './band-scale.ts';

const widthUnit = 340;
const heightUnit = 128;
const topUnit = 10;
const bottomUnit = 8;
/** The words of the cuts stand right of the drawing. */
const wordsUnit = 118;
const plotUnit = widthUnit - wordsUnit;

interface BandChartProps {
  readonly bands: ScaleBands | null;
  /** Oldest first; null where there is no figure. */
  readonly weeks: readonly { readonly fromDay: string; readonly value: number | null }[];
  readonly label: string;
  readonly format: (value: number) => string;
  /** The best band is the lowest: it has the strongest colour. */
  readonly isLowBest: boolean;
  readonly cuts: { readonly lower: string; readonly median: string; readonly upper: string };
}

/** Four bands of the peers one above the other, and the shop's own weeks across them. */
export function BandChart({ bands, weeks, label, format, cuts, isLowBest }: BandChartProps) {
  const scale = bandScale(
    bands,
    weeks.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  const y = (value: number) => topUnit + (1 - scale(value)) * (heightUnit - topUnit - bottomUnit);
  const x = (at: number) => 10 + (at / Math.max(1, weeks.length - 1)) * (plotUnit - 24);
  const points = weeks.flatMap(({ value }, at) => (value === null ? [] : [{ at, cx: x(at), cy: y(value) }]));
  const last = points.at(-1);
  return (
    <svg className="band-chart" viewBox={`0 0 ${widthUnit} ${heightUnit}`} role="img" aria-label={label}>
      <Bands bands={bands} y={y} isLowBest={isLowBest} />
      {points.slice(1).map(({ at, cx, cy }, i) => {
        const before = points[i]!;
        const isNext = before.at === at - 1;
        return (
          <line
            key={at}
            className={isNext ? 'band-own' : 'band-own band-own-gap'}
            {...{ x1: before.cx, y1: before.cy, x2: cx, y2: cy }}
          />
        );
      })}
      {points.map(({ at, cx, cy }) => (
        <circle
          key={at}
          className={at === last?.at ? 'band-now' : 'band-week'}
          cx={cx}
          cy={cy}
          r={at === last?.at ? 5 : 3}
        />
      ))}
      {bands && bands.lower === bands.upper && (
        <text className="band-word" x={plotUnit + 6} y={y(bands.median) + 4}>
          {`${cuts.median} ${format(bands.median)}`}
        </text>
      )}
      {bands &&
        bands.lower < bands.upper &&
        spread([
          { key: 'upper' as const, at: y(bands.upper) },
          { key: 'median' as const, at: y(bands.median) },
          { key: 'lower' as const, at: y(bands.lower) },
        ]).map(({ key, at }) => (
          <text key={key} className="band-word" x={plotUnit + 6} y={at + 4}>
            {`${cuts[key]} ${format(bands[key])}`}
          </text>
        ))}
    </svg>
  );
}

function Bands({
  bands,
  y,
  isLowBest,
}: {
  bands: ScaleBands | null;
  y: (value: number) => number;
  isLowBest: boolean;
}) {
  const bottom = heightUnit - bottomUnit;
  if (!bands)
    return <rect className="band-0" x={0} y={topUnit} width={plotUnit} height={bottom - topUnit} rx={4} />;
  const edges = [topUnit, y(bands.upper), y(bands.median), y(bands.lower), bottom];
  return edges
    .slice(1)
    .map((edge, i) => (
      <rect
        key={i}
        className={`band-${isLowBest ? i + 1 : 4 - i}`}
        x={0}
        y={edges[i]!}
        width={plotUnit}
        height={Math.max(0, edge - edges[i]! - 1)}
        rx={2}
      />
    ));
}

const lineUnit = 15;

/** Words that would lie upon each other move apart, from the middle one outwards. */
function spread<T extends { readonly at: number }>([upper, median, lower]: [T, T, T]): T[] {
  return [
    { ...upper, at: Math.min(upper.at, median.at - lineUnit) },
    median,
    { ...lower, at: Math.max(lower.at, median.at + lineUnit) },
  ];
}
