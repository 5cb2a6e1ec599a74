import { expect, test } from 'vitest';
import { fillScript } from './fill-script.ts';

const item = {
  priceFen: '2380',
  usualPriceFen: '3200',
  available: 46,
  soldQuantity: 82,
  sellerShopName: '阿珍鲜果',
  progress: null,
};

test('variables become the numbers of the moment, other braces stay', () => {
  expect(fillScript('平时 {usual}，今天 {price}，{shop} 还有 {left} 件 {nonsense}', item)).toBe(
    '平时 ¥32.00，今天 ¥23.80，阿珍鲜果 还有 46 件 {nonsense}',
  );
  expect(fillScript('卖出 {sold}，还差 {short}', item)).toBe('卖出 82，还差 0');
});

test('without a struck price the usual one is the price', () => {
  expect(fillScript('{usual}', { ...item, usualPriceFen: null })).toBe('¥23.80');
});
