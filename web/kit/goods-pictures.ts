import type { PieceName } from './pieces.ts';

/** Colour behind a picture, one per category; the same words as in contract/catalog.ts. */
export type Ground = 'leaf' | 'fruit' | 'grain' | 'milk' | 'bake' | 'care' | 'sea';

/** Where a piece stands: centre offset and size as shares of the picture's width, turn in degrees. */
export interface Placing {
  x: number;
  y: number;
  size: number;
  turn: number;
}

const layouts = {
  one: [at(0, 0.02, 0.7)],
  pair: [at(-0.13, 0, 0.58), at(0.17, 0.05, 0.5)],
  lean: [at(-0.13, -0.02, 0.6, -12), at(0.16, 0.06, 0.56, 14)],
  side: [at(-0.05, -0.02, 0.74), at(0.27, 0.19, 0.34)],
  trio: [at(-0.2, 0.03, 0.48, -8), at(0.2, -0.02, 0.48, 10), at(0, 0.12, 0.54)],
  heap: [
    at(-0.2, -0.03, 0.42, -6),
    at(0.2, -0.03, 0.42, 6),
    at(0, -0.08, 0.42),
    at(-0.11, 0.1, 0.46, -4),
    at(0.12, 0.1, 0.46, 5),
  ],
} as const;

function at(x: number, y: number, size: number, turn = 0): Placing {
  return { x, y, size, turn };
}

export interface GoodsPictureData {
  ground: Ground;
  pieces: readonly { name: PieceName; placing: Placing }[];
}

function picture(
  ground: Ground,
  layout: keyof typeof layouts,
  ...names: [PieceName, ...PieceName[]]
): GoodsPictureData {
  const pieces = layouts[layout].map((placing, index) => ({
    name: names[index % names.length] as PieceName,
    placing,
  }));
  return { ground, pieces };
}

/** By `pictureKey` of an item. Goods a November market in the south of China has, first. */
export const goodsPictures = {
  // fruit
  mandarin: picture('fruit', 'trio', 'tangerine'),
  persimmon: picture('fruit', 'trio', 'persimmon'),
  pomelo: picture('fruit', 'pair', 'pomelo'),
  apple: picture('fruit', 'lean', 'apple'),
  'green-apple': picture('fruit', 'lean', 'greenApple'),
  strawberry: picture('fruit', 'trio', 'strawberry'),
  pear: picture('fruit', 'pair', 'pear'),
  grapes: picture('fruit', 'pair', 'greenGrapes'),
  'purple-grapes': picture('fruit', 'lean', 'grapes'),
  kiwi: picture('fruit', 'trio', 'kiwi'),
  banana: picture('fruit', 'lean', 'banana'),
  lemon: picture('fruit', 'trio', 'lemon'),
  blueberry: picture('fruit', 'pair', 'blueberries'),
  cherry: picture('fruit', 'pair', 'cherries'),
  mango: picture('fruit', 'lean', 'mango'),
  pineapple: picture('fruit', 'lean', 'pineapple'),
  coconut: picture('fruit', 'one', 'coconut'),
  avocado: picture('fruit', 'pair', 'avocado'),
  melon: picture('fruit', 'one', 'melon'),
  chestnut: picture('grain', 'heap', 'chestnut'),
  'fruit-box': picture('fruit', 'trio', 'pear', 'tangerine', 'apple'),
  // vegetables
  tomato: picture('leaf', 'trio', 'tomato'),
  potato: picture('leaf', 'trio', 'potato'),
  cabbage: picture('leaf', 'pair', 'napa'),
  'pak-choi': picture('leaf', 'lean', 'pakChoi'),
  lettuce: picture('leaf', 'lean', 'lettuce'),
  broccoli: picture('leaf', 'pair', 'broccoli'),
  carrot: picture('leaf', 'lean', 'carrot'),
  radish: picture('leaf', 'lean', 'radish'),
  'lotus-root': picture('leaf', 'pair', 'lotusRoot'),
  pumpkin: picture('leaf', 'one', 'pumpkin'),
  corn: picture('leaf', 'lean', 'corn'),
  cucumber: picture('leaf', 'lean', 'cucumber'),
  eggplant: picture('leaf', 'lean', 'eggplant'),
  'bell-pepper': picture('leaf', 'pair', 'bellPepper'),
  chilli: picture('leaf', 'lean', 'chilli'),
  garlic: picture('leaf', 'pair', 'garlic'),
  onion: picture('leaf', 'trio', 'onion'),
  ginger: picture('leaf', 'one', 'ginger'),
  'sweet-potato': picture('leaf', 'lean', 'sweetPotato'),
  pea: picture('leaf', 'lean', 'pea'),
  shiitake: picture('leaf', 'trio', 'shiitake'),
  herbs: picture('leaf', 'one', 'herb'),
  'vegetable-box': picture('leaf', 'trio', 'carrot', 'lettuce', 'tomato'),
  // eggs, milk, tofu
  egg: picture('grain', 'heap', 'egg'),
  milk: picture('milk', 'pair', 'milkCarton'),
  yogurt: picture('milk', 'trio', 'yogurt'),
  cheese: picture('milk', 'one', 'cheese'),
  butter: picture('milk', 'one', 'butter'),
  tofu: picture('milk', 'pair', 'tofu'),
  'soy-milk': picture('milk', 'side', 'milkCarton', 'beans'),
  // meat and fish
  pork: picture('fruit', 'one', 'meat'),
  beef: picture('fruit', 'pair', 'meat'),
  bacon: picture('fruit', 'one', 'bacon'),
  chicken: picture('fruit', 'lean', 'poultry'),
  duck: picture('grain', 'one', 'poultry'),
  fish: picture('sea', 'side', 'silverFish', 'lemon'),
  'yellow-croaker': picture('sea', 'side', 'goldFish', 'ginger'),
  shrimp: picture('sea', 'pair', 'shrimp'),
  crab: picture('sea', 'one', 'crab'),
  squid: picture('sea', 'one', 'squid'),
  oyster: picture('sea', 'pair', 'oyster'),
  crayfish: picture('sea', 'one', 'lobster'),
  // grain, oil, dry goods
  rice: picture('grain', 'side', 'riceSack', 'riceBowl'),
  flour: picture('grain', 'one', 'flourSack'),
  noodles: picture('grain', 'one', 'noodles'),
  oil: picture('grain', 'pair', 'oilBottle'),
  'soy-sauce': picture('grain', 'pair', 'soyBottle'),
  salt: picture('grain', 'one', 'salt'),
  beans: picture('grain', 'pair', 'beans'),
  peanut: picture('grain', 'trio', 'peanuts'),
  honey: picture('grain', 'one', 'honey'),
  jam: picture('grain', 'pair', 'jar'),
  can: picture('grain', 'pair', 'can'),
  tea: picture('leaf', 'one', 'tea'),
  coffee: picture('bake', 'one', 'coffee'),
  juice: picture('fruit', 'pair', 'juice'),
  water: picture('sea', 'trio', 'water'),
  // bread and ready to cook
  bread: picture('bake', 'one', 'bread'),
  croissant: picture('bake', 'pair', 'croissant'),
  baguette: picture('bake', 'lean', 'baguette'),
  bagel: picture('bake', 'one', 'bagel'),
  cookie: picture('bake', 'trio', 'cookie'),
  cake: picture('bake', 'one', 'cake'),
  'birthday-cake': picture('bake', 'one', 'birthdayCake'),
  cupcake: picture('bake', 'pair', 'cupcake'),
  pancake: picture('bake', 'one', 'pancakes'),
  dumpling: picture('grain', 'pair', 'dumpling'),
  'rice-ball': picture('grain', 'pair', 'onigiri'),
  'noodle-bowl': picture('grain', 'one', 'noodleBowl'),
  'fish-ball': picture('sea', 'trio', 'fishcake'),
  'hot-pot': picture('grain', 'one', 'pot'),
  chocolate: picture('bake', 'one', 'chocolate'),
  candy: picture('bake', 'trio', 'candy'),
  popcorn: picture('bake', 'one', 'popcorn'),
  // household
  tissue: picture('care', 'pair', 'tissueBox'),
  'toilet-paper': picture('care', 'pair', 'toiletPaper'),
  detergent: picture('care', 'one', 'detergent'),
  soap: picture('care', 'one', 'soap'),
  lotion: picture('care', 'one', 'lotion'),
  toothbrush: picture('care', 'one', 'toothbrush'),
  sponge: picture('care', 'one', 'sponge'),
  bucket: picture('care', 'one', 'bucket'),
  broom: picture('care', 'one', 'broom'),
  battery: picture('care', 'pair', 'battery'),
  bulb: picture('care', 'one', 'bulb'),
  socks: picture('care', 'one', 'socks'),
  'baby-bottle': picture('care', 'one', 'babyBottle'),
  'pet-food': picture('care', 'side', 'bone', 'paw'),
  bouquet: picture('fruit', 'one', 'bouquet'),
  plant: picture('leaf', 'one', 'pottedPlant'),
  gift: picture('fruit', 'one', 'gift'),
  // services
  pharmacist: picture('milk', 'one', 'pharmacist'),
  haircut: picture('care', 'side', 'barber', 'scissors'),
  repair: picture('care', 'one', 'mechanic'),
  'house-cleaning': picture('care', 'side', 'bucket', 'sponge'),
  box: picture('grain', 'one', 'box'),
} satisfies Record<string, GoodsPictureData>;

export type PictureKey = keyof typeof goodsPictures;

/** What stands for goods of a category whose own key is empty or unknown to this client. */
const standIns: Record<Ground, PictureKey> = {
  leaf: 'vegetable-box',
  fruit: 'fruit-box',
  grain: 'box',
  milk: 'milk',
  bake: 'bread',
  care: 'tissue',
  sea: 'fish',
};

/** The picture of a key; keys are data from the server, so one this client does not know gets its category's. */
export function goodsPicture(key: string, ground: Ground = 'grain'): GoodsPictureData {
  return Object.hasOwn(goodsPictures, key)
    ? goodsPictures[key as PictureKey]
    : goodsPictures[standIns[ground]];
}
