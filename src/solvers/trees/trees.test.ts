import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../routing/engine/random.ts';
import { predictTrees } from './predict-trees.ts';
import { selectQuantile } from './select.ts';
import { trainTrees } from './train-trees.ts';
import type { TreeData, TreeModel, TreeOptions } from './types.ts';

function noisy(rows: number, seed: number, truth: (x: readonly number[]) => number): TreeData {
  const random = new Random(seed);
  const columns = Array.from({ length: 5 }, () => Float32Array.from({ length: rows }, () => random.next()));
  const target = Float32Array.from(
    { length: rows },
    (_, i) => truth(columns.map((column) => column[i]!)) + 0.2 * (random.next() - 0.5),
  );
  return { columns, target };
}

const step = ([a, b, c]: readonly number[]) => (a! > 0.5 ? 1 : 0) + b! * c!;
const base: TreeOptions = { objective: 'l2', rounds: 60, leaves: 15, seed: 7 };

function squareError(model: TreeModel, { columns, target }: TreeData): number {
  const predicted = predictTrees(model, columns);
  return predicted.reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0) / target.length;
}

describe('gradient-boosted trees', () => {
  test('find the rule behind unseen rows, and do not need all rows and columns for it', () => {
    for (const shares of [{}, { rowShare: 0.6, columnShare: 0.6, rounds: 120 }]) {
      const model = trainTrees(noisy(4_000, 1, step), { ...base, ...shares });
      // The noise itself has a variance of 0.2² / 12 = 0.0033; the target one of 0.3.
      expect(squareError(model, noisy(4_000, 2, step))).toBeLessThan(0.006);
    }
  });

  test('equal seeds give equal models, also after a journey through JSON; other seeds give others', () => {
    const data = noisy(800, 3, step);
    const options = { ...base, rounds: 10, rowShare: 0.5 };
    const model = trainTrees(data, options);
    expect(trainTrees(data, options)).toEqual(model);
    expect(trainTrees(data, { ...options, seed: 8 })).not.toEqual(model);
    const travelled = JSON.parse(JSON.stringify(model)) as TreeModel;
    expect(predictTrees(travelled, data.columns)).toEqual(predictTrees(model, data.columns));
  });

  test('one tree without shrinking gives the mean of the rows of each leaf', () => {
    const data = noisy(500, 4, step);
    const model = trainTrees(data, { ...base, rounds: 1, leaves: 8, learningRate: 1, ridge: 0 });
    const predicted = predictTrees(model, data.columns);
    const leaves = Map.groupBy(data.target.keys(), (i) => predicted[i]!);
    expect(leaves.size).toBe(8);
    for (const [value, rows] of leaves) {
      expect(rows.length).toBeGreaterThanOrEqual(20);
      expect(rows.reduce((sum, i) => sum + data.target[i]!, 0) / rows.length).toBeCloseTo(value, 5);
    }
  });

  test('what is not known is a value of its own', () => {
    const { columns, target } = noisy(1_000, 5, () => 0);
    const known = columns[0]!.map((value, i) => (i % 3 === 0 ? Number.NaN : value));
    const data = { columns: [known], target: target.map((value, i) => value + (i % 3 === 0 ? 5 : 0)) };
    const model = trainTrees(data, base);
    const [unknown, some] = predictTrees(model, [Float32Array.of(Number.NaN, 0.5)]);
    expect(unknown).toBeCloseTo(5, 1);
    expect(some).toBeCloseTo(0, 1);
  });

  test('pinball keeps the share below that it promises', () => {
    for (const quantile of [0.1, 0.5, 0.9]) {
      const spread = ([a]: readonly number[]) => a!;
      const data = noisy(6_000, 6, spread);
      const model = trainTrees(data, { ...base, objective: 'pinball', quantile });
      const fresh = noisy(6_000, 9, spread);
      const limit = predictTrees(model, fresh.columns);
      const below = fresh.target.filter((value, i) => value <= limit[i]!).length / fresh.target.length;
      expect(Math.abs(below - quantile)).toBeLessThan(0.03);
    }
  });

  test('tweedie meets the means of counts that are mostly 0', () => {
    const random = new Random(10);
    const column = Float32Array.from({ length: 8_000 }, () => Math.floor(random.next() * 4));
    const target = column.map((value) => (random.next() < 0.1 + value / 10 ? 1 + value : 0));
    const model = trainTrees({ columns: [column], target }, { ...base, objective: 'tweedie' });
    for (const [value, mean] of predictTrees(model, [Float32Array.of(0, 1, 2, 3)]).entries())
      expect(Math.abs(mean / ((0.1 + value / 10) * (1 + value)) - 1)).toBeLessThan(0.15);
  });

  test('lambdarank puts the useful rows of a group first', () => {
    const data = noisy(3_000, 11, ([a, b]) => a! + b!);
    const graded = {
      ...data,
      target: data.target.map((value) => Math.max(0, Math.min(3, Math.floor(value * 2)))),
    };
    const groups = new Int32Array(150).fill(20);
    const model = trainTrees({ ...graded, groups }, { ...base, objective: 'lambdarank', rowShare: 0.8 });
    const score = predictTrees(model, graded.columns);
    let firstIsBest = 0;
    for (let g = 0; g < groups.length; g += 1) {
      const rows = Array.from({ length: 20 }, (_, i) => g * 20 + i).sort((x, y) => score[y]! - score[x]!);
      if (graded.target[rows[0]!] === Math.max(...rows.map((row) => graded.target[row]!))) firstIsBest += 1;
    }
    expect(firstIsBest / groups.length).toBeGreaterThan(0.9);
  });

  test('refuse shapes that do not fit', () => {
    const data = noisy(100, 12, step);
    expect(() => trainTrees({ ...data, target: new Float32Array(99) }, base)).toThrow(RangeError);
    expect(() => trainTrees(data, { ...base, objective: 'lambdarank' })).toThrow('groups');
    expect(() => predictTrees(trainTrees(data, base), data.columns.slice(1))).toThrow('5 columns');
  });
});

test('a selected quantile has enough weight at or below it, and nothing smaller has', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(rows, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (list, quantile) => {
      const values = Float64Array.from(list, ([value]) => value);
      const weights = Float64Array.from(list, ([, weight]) => weight);
      const found = selectQuantile(values, weights, list.length, quantile);
      const total = list.reduce((sum, [, weight]) => sum + weight, 0);
      const upTo = (limit: (value: number) => boolean) =>
        list.reduce((sum, [value, weight]) => sum + (limit(value) ? weight : 0), 0);
      expect(upTo((value) => value <= found)).toBeGreaterThanOrEqual(quantile * total);
      expect(upTo((value) => value < found)).toBeLessThanOrEqual(quantile * total);
    }),
  );
});
