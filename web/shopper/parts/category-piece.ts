import type { Ground } from '../../kit/goods-pictures.ts';
import type { PieceName } from '../../kit/pieces.ts';

/** Categories are the alliance's own; the usual ones have their piece, others that of their ground. */
const byCode: Record<string, PieceName> = {
  fruit: 'strawberry',
  vegetable: 'lettuce',
  'dairy-egg': 'egg',
  bakery: 'croissant',
  meat: 'meat',
  seafood: 'shrimp',
  'grain-oil': 'riceBowl',
  tofu: 'beans',
  daily: 'toiletPaper',
  flower: 'bouquet',
};

const byGround: Record<Ground, PieceName> = {
  leaf: 'lettuce',
  fruit: 'apple',
  grain: 'riceBowl',
  milk: 'cheese',
  bake: 'bread',
  care: 'soap',
  sea: 'shrimp',
};

export function categoryPiece({ code, ground }: { code: string; ground: Ground }): PieceName {
  return byCode[code] ?? byGround[ground];
}
