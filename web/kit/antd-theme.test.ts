import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lianboTheme } from './antd-theme.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
/** Day values: the first block of the sheet. */
const root = css.slice(0, css.indexOf('[data-size=') === -1 ? undefined : css.search(/\[data-size=/));

function token(name: string): string {
  const value = new RegExp(`--lb-${name}:\\s*([^;]+);`).exec(root)?.[1];
  if (value === undefined) throw new Error(`tokens.css has no --lb-${name}`);
  return plain(value);
}

function plain(value: unknown): string {
  return String(value)
    .toLowerCase()
    .replace(/\s+/g, '')
    .replaceAll("'", '"')
    .replace(/\b0\./g, '.')
    .replace(/(\.\d*?)0+(?=\D|$)/g, '$1')
    .replace(/px$/, '');
}

const pairs: Record<string, string> = {
  colorPrimary: 'leaf-600',
  colorPrimaryHover: 'leaf-700',
  colorPrimaryActive: 'leaf-900',
  colorPrimaryBg: 'leaf-50',
  colorPrimaryBgHover: 'leaf-100',
  colorLink: 'leaf-600',
  colorSuccess: 'leaf-600',
  colorWarning: 'honey-700',
  colorWarningBg: 'honey-50',
  colorError: 'bad',
  colorErrorBg: 'bad-bg',
  colorInfo: 'info',
  colorText: 'ink',
  colorTextSecondary: 'ink-2',
  colorTextTertiary: 'ink-3',
  colorTextPlaceholder: 'ink-3',
  colorTextDisabled: 'ink-4',
  colorBgLayout: 'paper-2',
  colorBgContainer: 'card',
  colorFillTertiary: 'line-2',
  colorBorder: 'line',
  colorBorderSecondary: 'line-2',
  fontFamily: 'font',
  borderRadiusSM: 'r-s',
  boxShadow: 'e3',
  boxShadowSecondary: 'e2',
  motionEaseOut: 'ease',
};

test('antd wears the values of tokens.css', () => {
  const theme = lianboTheme.token as Record<string, unknown>;
  const worn = Object.fromEntries(Object.keys(pairs).map((name) => [name, plain(theme[name])]));
  const meant = Object.fromEntries(Object.entries(pairs).map(([name, ours]) => [name, token(ours)]));
  expect(worn).toEqual(meant);
  expect([theme['motionDurationFast'], theme['motionDurationMid'], theme['motionDurationSlow']]).toEqual(
    ['fast', 'base', 'slow'].map((name) => `${parseInt(token(name), 10) / 1000}s`),
  );
});

test('every colour of the component overrides is one of our tokens', () => {
  const ours = new Set([...root.matchAll(/#[0-9a-f]{6}/gi)].map(([colour]) => colour.toLowerCase()));
  const used = JSON.stringify(lianboTheme.components).match(/#[0-9a-f]{6}/gi) ?? [];
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((colour) => !ours.has(colour.toLowerCase()))).toEqual([]);
});
