import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { NavigationProvider } from '../../kit/parts/go.tsx';
import { CouponCard } from './coupon-card.tsx';
import { CouponRow } from './coupon-row.tsx';
import type { Coupon, CouponDrop } from './use-coupon.ts';

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
const words = { title: '满 30 减 5', discountFen: '500', minSpendFen: '3000', useUntil: inSeconds(9_000) };
const keys = { dropId: 'd', sessionId: 's' };
const drop: CouponDrop = {
  ...{ ...words, ...keys, quantity: 60, left: 46 },
  ...{ opensAt: inSeconds(-5), claimUntil: inSeconds(600) },
};
const mine: Coupon = {
  ...{ ...words, ...keys, couponId: 'c' },
  ...{ claimedAt: inSeconds(0), state: 'free', orderGroupId: null },
};

const navigation = { href: (to: string) => to, go: () => undefined, back: () => undefined };

function textOf(node: ReactNode): string {
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <NavigationProvider value={navigation}>{node}</NavigationProvider>
    </QueryClientProvider>,
  );
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

test('a drop counts down, can be claimed, is mine, is gone, is over', () => {
  const card = (over: Partial<CouponDrop>, known: Coupon | null = null) =>
    textOf(<CouponCard drop={{ ...drop, ...over }} mine={known} />);
  expect(card({ opensAt: inSeconds(42) })).toMatch(/^街坊红包 ¥ 5 满 ¥30 可用 00:00:4\d 后开领$/);
  expect(card({})).toBe('街坊红包 ¥ 5 满 ¥30 可用 领券 还有 46 张');
  expect(card({}, mine)).toBe('街坊红包 ¥ 5 满 ¥30 可用 已领到 下单时自动用上');
  expect(card({ left: 0 })).toContain('领完了');
  expect(card({ claimUntil: inSeconds(-1) })).toBe('');
});

test('the checkout says what a coupon takes off, or what is missing to use it', () => {
  const row = (discountFen: bigint, shortFen: bigint) =>
    textOf(<CouponRow choice={{ coupon: mine, discountFen, shortFen }} isUsed onUse={() => undefined} />);
  expect(row(500n, 0n)).toBe('用券 满 30 减 5 −¥5.00');
  expect(row(0n, 320n)).toBe('本场再买 ¥3.20 就能用「满 30 减 5」');
});
