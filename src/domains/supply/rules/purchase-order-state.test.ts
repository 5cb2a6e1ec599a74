import { describe, expect, test } from 'vitest';
import { checkReceivable, judgeAnswer } from './purchase-order-state.ts';

const final = { state: 'final' as const, finalQuantity: 85 };
const preOrdered = { state: 'pre-ordered' as const, finalQuantity: null };

describe('the supplier answers', () => {
  test('a final order with its quantity, less, or nothing', () => {
    expect(judgeAnswer(final, { answer: 'confirm' })).toBe(85);
    expect(judgeAnswer(final, { answer: 'short', quantity: 60 })).toBe(60);
    expect(judgeAnswer(final, { answer: 'decline' })).toBe(0);
  });
  test('a pre-order only with no', () => {
    expect(judgeAnswer(preOrdered, { answer: 'decline' })).toBe(0);
    expect(() => judgeAnswer(preOrdered, { answer: 'confirm' })).toThrow('po-state');
  });
  test('at most what is ordered, and with a number when it is less', () => {
    expect(() => judgeAnswer(final, { answer: 'short', quantity: 86 })).toThrow('quantity-over-order');
    expect(() => judgeAnswer(final, { answer: 'short' })).toThrow('quantity-needed');
    expect(() => judgeAnswer(final, { answer: 'short', quantity: 0 })).toThrow('quantity-needed');
  });
  test('once', () => {
    const confirmed = { state: 'confirmed' as const, finalQuantity: 85 };
    for (const answer of ['confirm', 'short', 'decline'] as const) {
      expect(() => judgeAnswer(confirmed, { answer, quantity: 1 })).toThrow('po-state');
    }
  });
});

test('goods are received for a final order, confirmed or not, at most what was ordered', () => {
  expect(checkReceivable(final, 85)).toEqual({ ordered: 85 });
  expect(checkReceivable({ ...final, state: 'confirmed' }, 0)).toEqual({ ordered: 85 });
  expect(() => checkReceivable(final, 86)).toThrow('quantity-over-order');
  expect(() => checkReceivable(preOrdered, 0)).toThrow('po-state');
  expect(() => checkReceivable({ ...final, state: 'received' }, 1)).toThrow('po-state');
});
