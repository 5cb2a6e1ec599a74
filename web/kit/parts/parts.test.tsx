import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Button } from './button.tsx';
import { Countdown } from './countdown.tsx';
import { TextField } from './inputs.tsx';
import { MatrixCell } from './matrix-cell.tsx';
import { Price } from './money.tsx';
import { PoolBar } from './pool-bar.tsx';
import { Say } from './say.tsx';

const html = (node: ReactNode): string => renderToStaticMarkup(node);
const textOf = (markup: string): string => markup.replace(/<[^>]*>/g, '');

test('a pool bar says in words what its colour shows, and never more than full', () => {
  const bar = html(<PoolBar have={112} tiers={[30, 60, 100]} />);
  expect(bar).toContain('role="progressbar"');
  expect(bar).toContain('aria-valuenow="100"');
  expect(bar).toContain('已集 112 件，目标 100 件');
  expect(bar.match(/lb-pool-reached/g)).toHaveLength(3);
  expect(html(<PoolBar have={59} tiers={[30, 60, 100]} />).match(/lb-pool-reached/g)).toHaveLength(1);
});

test('a button that cannot be pressed says why; a busy one cannot be pressed twice', () => {
  const closed = html(<Button reason="已截单">去付款</Button>);
  expect(closed).toContain('disabled=""');
  expect(textOf(closed)).toBe('已截单');
  expect(html(<Button isBusy busyText="付款中" children="去付款" />)).toContain('aria-busy="true"');
});

test('a price keeps its pieces together and names what was charged before', () => {
  expect(textOf(html(<Price fen="2380" wasFen={3200n} unit="箱" />))).toBe('¥23.80/箱¥32.00');
});

test('an error takes the place of the hint and belongs to its field', () => {
  const field = html(
    <TextField label="起订量" value="50" onChange={() => {}} hint="按箱订" error="改成 48 或 60" />,
  );
  const id = /aria-describedby="([^"]+)"/.exec(field)?.[1];
  expect(field).toContain(`<p id="${id}" class="lb-field-error" role="alert">`);
  expect(field).toContain('aria-invalid="true"');
  expect(field).not.toContain('按箱订');
});

test('a countdown over a day away is a date, in the last hour it warns, then it is over', () => {
  const at = (ms: number) => html(<Countdown until={Date.now() + ms} />);
  expect(textOf(at(30 * 3_600_000))).toMatch(/\d{2}:\d{2}$/);
  expect(at(2 * 3_600_000)).not.toContain('lb-tone-hot');
  expect(at(1_800_000)).toContain('lb-tone-hot');
  expect(textOf(at(-5000))).toBe('已截单');
});

test('marked words are bold, zero in the matrix is spoken', () => {
  expect(html(<Say text="再拼 **18** 件" tone="hot" />)).toBe('再拼 <b class="lb-tone-hot">18</b> 件');
  expect(textOf(html(<MatrixCell n={0} share={0} />))).toBe('·没有');
});
