import { type RefObject, useEffect, useRef, useState } from 'react';
import { names } from '../../../kit/parts/names.ts';
import { useMedia } from '../../../kit/use-media.ts';
import { type WaterfallBar, reach, roundYuan, titleLines } from './waterfall.ts';

const narrow = '(max-width: 699px)';
const heightPixel = 186;
const topPixel = 22;
const bottomPixel = 42;
const minBarPixel = 3;
const titlePixel = 12;
const firstWidthPixel = 816;

function toneOf({ isTotal, amountFen }: WaterfallBar): string {
  if (isTotal) return 'waterfall-total';
  return amountFen < 0n ? 'waterfall-less' : 'waterfall-more';
}

/** How the due comes about, bar by bar; lying bars on a phone. The table below says the same in figures. */
export function WaterfallChart({ bars, label }: { bars: readonly WaterfallBar[]; label: string }) {
  return useMedia(narrow) ? (
    <LyingBars bars={bars} label={label} />
  ) : (
    <StandingBars bars={bars} label={label} />
  );
}

function StandingBars({ bars, label }: { bars: readonly WaterfallBar[]; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const widthPixel = useWidth(place);
  const { lowFen, highFen } = reach(bars);
  const span = Number(highFen - lowFen) || 1;
  const y = (fen: bigint) =>
    topPixel + (Number(highFen - fen) / span) * (heightPixel - topPixel - bottomPixel);
  const step = widthPixel / bars.length;
  const wide = Math.min(72, step * 0.8);
  return (
    <div ref={place}>
      <svg
        className="waterfall"
        height={heightPixel}
        viewBox={`0 0 ${widthPixel} ${heightPixel}`}
        role="img"
        aria-label={label}
      >
        {lowFen < 0n && <line className="waterfall-zero" x1={0} x2={widthPixel} y1={y(0n)} y2={y(0n)} />}
        {bars.map((bar, at) => {
          const middle = step * (at + 0.5);
          const top = y(bar.highFen);
          const height = Math.max(minBarPixel, y(bar.lowFen) - top);
          return (
            <g key={bar.key}>
              {at < bars.length - 1 && (
                <line
                  className="waterfall-link"
                  x1={middle + wide / 2}
                  x2={middle + step - wide / 2}
                  y1={y(bar.afterFen)}
                  y2={y(bar.afterFen)}
                />
              )}
              <rect
                className={toneOf(bar)}
                x={middle - wide / 2}
                y={top}
                width={wide}
                height={height}
                rx={Math.min(4, height / 2)}
              />
              <text
                className={names('waterfall-sum', bar.isTotal && 'waterfall-sum-total')}
                x={middle}
                y={top - 7}
              >
                {roundYuan(bar.amountFen, !bar.isTotal)}
              </text>
              {titleLines(bar.title, Math.floor(step / titlePixel)).map((line, row) => (
                <text key={line} className="waterfall-title" x={middle} y={heightPixel - 24 + row * 16}>
                  {line}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Drawn 1:1, so that its letters are as large as all others. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [widthPixel, setWidth] = useState(firstWidthPixel);
  useEffect(() => {
    if (place.current === null) return undefined;
    const watcher = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [place]);
  return widthPixel;
}

function LyingBars({ bars, label }: { bars: readonly WaterfallBar[]; label: string }) {
  const { lowFen, highFen } = reach(bars);
  const span = Number(highFen - lowFen) || 1;
  const share = (fen: bigint) => (Number(fen - lowFen) / span) * 100;
  return (
    <div className="waterfall-lying" role="img" aria-label={label}>
      {bars.map((bar) => (
        <div key={bar.key}>
          <span>{bar.title}</span>
          <span className="waterfall-lane">
            <i
              className={toneOf(bar)}
              style={{
                left: `${share(bar.lowFen)}%`,
                width: `max(3px, ${share(bar.highFen) - share(bar.lowFen)}%)`,
              }}
            />
          </span>
          <b className="lb-num">{roundYuan(bar.amountFen, !bar.isTotal)}</b>
        </div>
      ))}
    </div>
  );
}
