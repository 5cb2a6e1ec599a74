/**
 * The pieces goods pictures are arranged from: Microsoft's Fluent 3D emoji (MIT, see docs/notices/fluent-emoji.txt) and
 * our own drawings where the emoji reads badly. The build copies only the files imported here.
 */
import egg from '@lobehub/fluent-emoji-3d/assets/1f95a.webp';
import bread from '@lobehub/fluent-emoji-3d/assets/1f35e.webp';
import croissant from '@lobehub/fluent-emoji-3d/assets/1f950.webp';
import baguette from '@lobehub/fluent-emoji-3d/assets/1f956.webp';
import bagel from '@lobehub/fluent-emoji-3d/assets/1f96f.webp';
import pancakes from '@lobehub/fluent-emoji-3d/assets/1f95e.webp';
import cookie from '@lobehub/fluent-emoji-3d/assets/1f36a.webp';
import cake from '@lobehub/fluent-emoji-3d/assets/1f370.webp';
import birthdayCake from '@lobehub/fluent-emoji-3d/assets/1f382.webp';
import cupcake from '@lobehub/fluent-emoji-3d/assets/1f9c1.webp';
import toiletPaper from '@lobehub/fluent-emoji-3d/assets/1f9fb.webp';
import riceBowl from '@lobehub/fluent-emoji-3d/assets/1f35a.webp';
import onigiri from '@lobehub/fluent-emoji-3d/assets/1f359.webp';
import shrimp from '@lobehub/fluent-emoji-3d/assets/1f990.webp';
import lobster from '@lobehub/fluent-emoji-3d/assets/1f99e.webp';
import crab from '@lobehub/fluent-emoji-3d/assets/1f980.webp';
import squid from '@lobehub/fluent-emoji-3d/assets/1f991.webp';
import oyster from '@lobehub/fluent-emoji-3d/assets/1f9aa.webp';
import tomato from '@lobehub/fluent-emoji-3d/assets/1f345.webp';
import potato from '@lobehub/fluent-emoji-3d/assets/1f954.webp';
import lettuce from '@lobehub/fluent-emoji-3d/assets/1f96c.webp';
import broccoli from '@lobehub/fluent-emoji-3d/assets/1f966.webp';
import carrot from '@lobehub/fluent-emoji-3d/assets/1f955.webp';
import corn from '@lobehub/fluent-emoji-3d/assets/1f33d.webp';
import cucumber from '@lobehub/fluent-emoji-3d/assets/1f952.webp';
import eggplant from '@lobehub/fluent-emoji-3d/assets/1f346.webp';
import chilli from '@lobehub/fluent-emoji-3d/assets/1f336-fe0f.webp';
import bellPepper from '@lobehub/fluent-emoji-3d/assets/1fad1.webp';
import garlic from '@lobehub/fluent-emoji-3d/assets/1f9c4.webp';
import onion from '@lobehub/fluent-emoji-3d/assets/1f9c5.webp';
import sweetPotato from '@lobehub/fluent-emoji-3d/assets/1f360.webp';
import pea from '@lobehub/fluent-emoji-3d/assets/1fadb.webp';
import beans from '@lobehub/fluent-emoji-3d/assets/1fad8.webp';
import ginger from '@lobehub/fluent-emoji-3d/assets/1fada.webp';
import apple from '@lobehub/fluent-emoji-3d/assets/1f34e.webp';
import greenApple from '@lobehub/fluent-emoji-3d/assets/1f34f.webp';
import tangerine from '@lobehub/fluent-emoji-3d/assets/1f34a.webp';
import strawberry from '@lobehub/fluent-emoji-3d/assets/1f353.webp';
import pear from '@lobehub/fluent-emoji-3d/assets/1f350.webp';
import grapes from '@lobehub/fluent-emoji-3d/assets/1f347.webp';
import banana from '@lobehub/fluent-emoji-3d/assets/1f34c.webp';
import lemon from '@lobehub/fluent-emoji-3d/assets/1f34b.webp';
import pineapple from '@lobehub/fluent-emoji-3d/assets/1f34d.webp';
import mango from '@lobehub/fluent-emoji-3d/assets/1f96d.webp';
import cherries from '@lobehub/fluent-emoji-3d/assets/1f352.webp';
import blueberries from '@lobehub/fluent-emoji-3d/assets/1fad0.webp';
import kiwi from '@lobehub/fluent-emoji-3d/assets/1f95d.webp';
import coconut from '@lobehub/fluent-emoji-3d/assets/1f965.webp';
import avocado from '@lobehub/fluent-emoji-3d/assets/1f951.webp';
import melon from '@lobehub/fluent-emoji-3d/assets/1f348.webp';
import chestnut from '@lobehub/fluent-emoji-3d/assets/1f330.webp';
import peanuts from '@lobehub/fluent-emoji-3d/assets/1f95c.webp';
import dumpling from '@lobehub/fluent-emoji-3d/assets/1f95f.webp';
import meat from '@lobehub/fluent-emoji-3d/assets/1f969.webp';
import poultry from '@lobehub/fluent-emoji-3d/assets/1f357.webp';
import bacon from '@lobehub/fluent-emoji-3d/assets/1f953.webp';
import cheese from '@lobehub/fluent-emoji-3d/assets/1f9c0.webp';
import butter from '@lobehub/fluent-emoji-3d/assets/1f9c8.webp';
import honey from '@lobehub/fluent-emoji-3d/assets/1f36f.webp';
import jar from '@lobehub/fluent-emoji-3d/assets/1fad9.webp';
import can from '@lobehub/fluent-emoji-3d/assets/1f96b.webp';
import salt from '@lobehub/fluent-emoji-3d/assets/1f9c2.webp';
import juice from '@lobehub/fluent-emoji-3d/assets/1f9c3.webp';
import tea from '@lobehub/fluent-emoji-3d/assets/1f375.webp';
import coffee from '@lobehub/fluent-emoji-3d/assets/2615.webp';
import noodleBowl from '@lobehub/fluent-emoji-3d/assets/1f35c.webp';
import fishcake from '@lobehub/fluent-emoji-3d/assets/1f365.webp';
import pot from '@lobehub/fluent-emoji-3d/assets/1f372.webp';
import chocolate from '@lobehub/fluent-emoji-3d/assets/1f36b.webp';
import candy from '@lobehub/fluent-emoji-3d/assets/1f36c.webp';
import popcorn from '@lobehub/fluent-emoji-3d/assets/1f37f.webp';
import basket from '@lobehub/fluent-emoji-3d/assets/1f9fa.webp';
import soap from '@lobehub/fluent-emoji-3d/assets/1f9fc.webp';
import lotion from '@lobehub/fluent-emoji-3d/assets/1f9f4.webp';
import toothbrush from '@lobehub/fluent-emoji-3d/assets/1faa5.webp';
import sponge from '@lobehub/fluent-emoji-3d/assets/1f9fd.webp';
import bucket from '@lobehub/fluent-emoji-3d/assets/1faa3.webp';
import broom from '@lobehub/fluent-emoji-3d/assets/1f9f9.webp';
import battery from '@lobehub/fluent-emoji-3d/assets/1f50b.webp';
import bulb from '@lobehub/fluent-emoji-3d/assets/1f4a1.webp';
import socks from '@lobehub/fluent-emoji-3d/assets/1f9e6.webp';
import gift from '@lobehub/fluent-emoji-3d/assets/1f381.webp';
import truck from '@lobehub/fluent-emoji-3d/assets/1f69a.webp';
import scooter from '@lobehub/fluent-emoji-3d/assets/1f6f5.webp';
import heart from '@lobehub/fluent-emoji-3d/assets/2764-fe0f.webp';
import thumb from '@lobehub/fluent-emoji-3d/assets/1f44d.webp';
import bouquet from '@lobehub/fluent-emoji-3d/assets/1f490.webp';
import pottedPlant from '@lobehub/fluent-emoji-3d/assets/1fab4.webp';
import babyBottle from '@lobehub/fluent-emoji-3d/assets/1f37c.webp';
import paw from '@lobehub/fluent-emoji-3d/assets/1f43e.webp';
import bone from '@lobehub/fluent-emoji-3d/assets/1f9b4.webp';
import box from '@lobehub/fluent-emoji-3d/assets/1f4e6.webp';
import wrench from '@lobehub/fluent-emoji-3d/assets/1f527.webp';
import barber from '@lobehub/fluent-emoji-3d/assets/1f488.webp';
import scissors from '@lobehub/fluent-emoji-3d/assets/2702-fe0f.webp';
import mailbox from '@lobehub/fluent-emoji-3d/assets/1f4ed.webp';
import magnifier from '@lobehub/fluent-emoji-3d/assets/1f50d.webp';
import ticket from '@lobehub/fluent-emoji-3d/assets/1f3ab.webp';
import calendar from '@lobehub/fluent-emoji-3d/assets/1f4c5.webp';
import clipboard from '@lobehub/fluent-emoji-3d/assets/1f4cb.webp';
import store from '@lobehub/fluent-emoji-3d/assets/1f3ea.webp';
import woman from '@lobehub/fluent-emoji-3d/assets/1f469-1f3fb.webp';
import man from '@lobehub/fluent-emoji-3d/assets/1f468-1f3fb.webp';
import cook from '@lobehub/fluent-emoji-3d/assets/1f469-1f3fb-200d-1f373.webp';
import farmer from '@lobehub/fluent-emoji-3d/assets/1f469-1f3fb-200d-1f33e.webp';
import pharmacist from '@lobehub/fluent-emoji-3d/assets/1f469-1f3fb-200d-2695-fe0f.webp';
import mechanic from '@lobehub/fluent-emoji-3d/assets/1f9d1-200d-1f527.webp';
import herb from '@lobehub/fluent-emoji-3d/assets/1f33f.webp';
import redEnvelope from '@lobehub/fluent-emoji-3d/assets/1f9e7.webp';
import riceSack from './assets/drawn/rice-sack.svg';
import flourSack from './assets/drawn/flour-sack.svg';
import silverFish from './assets/drawn/silver-fish.svg';
import goldFish from './assets/drawn/gold-fish.svg';
import tofu from './assets/drawn/tofu.svg';
import milkCarton from './assets/drawn/milk-carton.svg';
import yogurt from './assets/drawn/yogurt.svg';
import oilBottle from './assets/drawn/oil-bottle.svg';
import soyBottle from './assets/drawn/soy-bottle.svg';
import detergent from './assets/drawn/detergent.svg';
import water from './assets/drawn/water.svg';
import noodles from './assets/drawn/noodles.svg';
import shiitake from './assets/drawn/shiitake.svg';
import napa from './assets/drawn/napa.svg';
import pakChoi from './assets/drawn/pak-choi.svg';
import radish from './assets/drawn/radish.svg';
import lotusRoot from './assets/drawn/lotus-root.svg';
import persimmon from './assets/drawn/persimmon.svg';
import pomelo from './assets/drawn/pomelo.svg';
import pumpkin from './assets/drawn/pumpkin.svg';
import greenGrapes from './assets/drawn/green-grapes.svg';
import tissueBox from './assets/drawn/tissue-box.svg';

export const pieces = {
  egg,
  bread,
  croissant,
  baguette,
  bagel,
  pancakes,
  cookie,
  cake,
  birthdayCake,
  cupcake,
  toiletPaper,
  riceBowl,
  onigiri,
  shrimp,
  lobster,
  crab,
  squid,
  oyster,
  tomato,
  potato,
  lettuce,
  broccoli,
  carrot,
  corn,
  cucumber,
  eggplant,
  chilli,
  bellPepper,
  garlic,
  onion,
  sweetPotato,
  pea,
  beans,
  ginger,
  apple,
  greenApple,
  tangerine,
  strawberry,
  pear,
  grapes,
  banana,
  lemon,
  pineapple,
  mango,
  cherries,
  blueberries,
  kiwi,
  coconut,
  avocado,
  melon,
  chestnut,
  peanuts,
  dumpling,
  meat,
  poultry,
  bacon,
  cheese,
  butter,
  honey,
  jar,
  can,
  salt,
  juice,
  tea,
  coffee,
  noodleBowl,
  fishcake,
  pot,
  chocolate,
  candy,
  popcorn,
  basket,
  soap,
  lotion,
  toothbrush,
  sponge,
  bucket,
  broom,
  battery,
  bulb,
  socks,
  gift,
  truck,
  scooter,
  heart,
  thumb,
  bouquet,
  pottedPlant,
  babyBottle,
  paw,
  bone,
  box,
  wrench,
  barber,
  scissors,
  mailbox,
  magnifier,
  ticket,
  calendar,
  clipboard,
  store,
  woman,
  man,
  cook,
  farmer,
  pharmacist,
  mechanic,
  herb,
  redEnvelope,
  riceSack,
  flourSack,
  silverFish,
  goldFish,
  tofu,
  milkCarton,
  yogurt,
  oilBottle,
  soyBottle,
  detergent,
  water,
  noodles,
  shiitake,
  napa,
  pakChoi,
  radish,
  lotusRoot,
  persimmon,
  pomelo,
  pumpkin,
  tissueBox,
  greenGrapes,
};

export type PieceName = keyof typeof pieces;
