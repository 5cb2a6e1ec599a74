import { expect, test } from 'vitest';
import { type Placing, goodsPicture, goodsPictures } from './goods-pictures.ts';
import { pieces } from './pieces.ts';

function isInside({ x, y, size }: Placing): boolean {
  return Math.abs(x) + size / 2 <= 0.5 && Math.abs(y + 0.02) + size / 2 <= 0.5;
}

test('every piece of every picture is there, and lies inside the frame', () => {
  const wrong = Object.entries(goodsPictures).filter(
    ([, { pieces: placed }]) =>
      placed.length === 0 || placed.some(({ name, placing }) => !(name in pieces) || !isInside(placing)),
  );
  expect(Object.keys(goodsPictures).length).toBeGreaterThan(80);
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test('a key this client does not know gets the picture of its category', () => {
  expect(goodsPicture('durian-2031', 'fruit')).toBe(goodsPictures['fruit-box']);
  expect(goodsPicture('constructor', 'sea')).toBe(goodsPictures.fish);
  expect(goodsPicture('egg', 'sea')).toBe(goodsPictures.egg);
});
