import type { z } from 'zod';
import type { shopKind } from '../../../contract/membership.ts';

/** Centre of the demo district, GCJ-02. The district, its shops and its people are invented. */
export const demoCentre = { lng: 121.4325, lat: 31.2212 };

export interface DemoShop {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: z.infer<typeof shopKind>;
  readonly address: string;
  /** Metres east and north of the centre. */
  readonly east: number;
  readonly north: number;
  readonly owner: string;
  readonly cold: boolean;
  readonly founding?: true;
}

export const demoShops: readonly DemoShop[] = [
  {
    key: 'azhen',
    name: '阿珍鲜果',
    shortName: '阿珍',
    kind: 'fruit',
    address: '桂花里 18 号',
    east: 120,
    north: -80,
    owner: '林阿珍',
    cold: true,
    founding: true,
  },
  {
    key: 'guihua',
    name: '桂花里便利店',
    shortName: '桂花',
    kind: 'grocery',
    address: '桂花里 2 号',
    east: -60,
    north: 40,
    owner: '周桂芳',
    cold: true,
    founding: true,
  },
  {
    key: 'laojie',
    name: '老街粮油',
    shortName: '老街',
    kind: 'grocery',
    address: '老街 71 号',
    east: -420,
    north: 260,
    owner: '沈国良',
    cold: false,
    founding: true,
  },
  {
    key: 'maixiang',
    name: '麦香烘焙',
    shortName: '麦香',
    kind: 'bakery',
    address: '梧桐路 9 号',
    east: 310,
    north: 220,
    owner: '郑麦生',
    cold: true,
  },
  {
    key: 'xianbu',
    name: '鲜捕水产',
    shortName: '鲜捕',
    kind: 'seafood',
    address: '河滨路 33 号',
    east: 540,
    north: -310,
    owner: '陶海',
    cold: true,
  },
  {
    key: 'xingfu',
    name: '幸福超市',
    shortName: '幸福',
    kind: 'grocery',
    address: '幸福路 101 号',
    east: -610,
    north: -190,
    owner: '许幸',
    cold: true,
  },
  {
    key: 'xiaoma',
    name: '小马生鲜',
    shortName: '小马',
    kind: 'grocery',
    address: '梧桐路 56 号',
    east: 380,
    north: 480,
    owner: '马小军',
    cold: true,
  },
  {
    key: 'dongyuan',
    name: '东苑百货',
    shortName: '东苑',
    kind: 'daily',
    address: '东苑路 8 号',
    east: 720,
    north: 130,
    owner: '钱东',
    cold: false,
  },
  {
    key: 'ankang',
    name: '安康大药房',
    shortName: '安康',
    kind: 'pharmacy',
    address: '幸福路 77 号',
    east: -480,
    north: -330,
    owner: '苏安',
    cold: true,
  },
  {
    key: 'doufu',
    name: '老街豆腐坊',
    shortName: '豆腐',
    kind: 'tofu',
    address: '老街 12 号',
    east: -350,
    north: 330,
    owner: '卢阿豆',
    cold: true,
  },
  {
    key: 'chenguang',
    name: '晨光牛奶站',
    shortName: '晨光',
    kind: 'dairy',
    address: '东苑路 41 号',
    east: 660,
    north: 390,
    owner: '方晨',
    cold: true,
  },
  {
    key: 'huajian',
    name: '花间花坊',
    shortName: '花间',
    kind: 'flower',
    address: '河滨路 5 号',
    east: 250,
    north: -420,
    owner: '叶花',
    cold: true,
  },
];

/** Home estates of the households: buildings, and where they stand. */
export const demoEstates = [
  { name: '桂花苑', east: 60, north: -220, buildings: 14 },
  { name: '梧桐新村', east: 420, north: 350, buildings: 18 },
  { name: '河滨花园', east: 480, north: -240, buildings: 10 },
  { name: '老街坊', east: -400, north: 290, buildings: 9 },
  { name: '幸福家园', east: -560, north: -240, buildings: 16 },
] as const;

export const demoHosts = [
  { key: 'azhen', name: '林阿珍', nickname: '阿珍', shop: 'azhen' },
  { key: 'zheng', name: '郑麦生', nickname: '老郑', shop: 'maixiang' },
  { key: 'ma', name: '马小军', nickname: '小马', shop: 'xiaoma' },
  { key: 'tao', name: '陶海', nickname: '海哥', shop: 'xianbu' },
  { key: 'fang', name: '方晨', nickname: '晨晨', shop: 'chenguang' },
  { key: 'zhou', name: '周桂芳', nickname: '桂芳姐', shop: 'guihua' },
] as const;

export const demoSuppliers = [
  {
    key: 'nanshan',
    name: '南山果业合作社',
    contact: '何建国',
    east: -4_200,
    north: 3_100,
    leadHours: 14,
    founding: false,
  },
  {
    key: 'rugao',
    name: '如皋谷物蛋场',
    contact: '顾小英',
    east: 6_100,
    north: 5_200,
    leadHours: 12,
    founding: true,
  },
  {
    key: 'jieya',
    name: '洁雅纸业',
    contact: '梁军',
    east: 3_900,
    north: -2_800,
    leadHours: 24,
    founding: true,
  },
  {
    key: 'wuchang',
    name: '五常稻香米业',
    contact: '董春',
    east: -5_300,
    north: -1_900,
    leadHours: 24,
    founding: false,
  },
  {
    key: 'donghai',
    name: '东海冷链水产',
    contact: '施海波',
    east: 7_400,
    north: -900,
    leadHours: 10,
    founding: false,
  },
] as const;

export interface DemoOffer {
  readonly supplier: (typeof demoSuppliers)[number]['key'];
  readonly item: string;
  readonly pack: number;
  readonly cap: number;
  /** [from pieces, supplier's price, retail] in fen; the first rung is the threshold. */
  readonly tiers: readonly (readonly [number, number, number])[];
  readonly seller: string;
}

export const demoOffers: readonly DemoOffer[] = [
  {
    supplier: 'nanshan',
    item: 'mandarin',
    pack: 5,
    cap: 400,
    seller: 'azhen',
    tiers: [
      [30, 1_360, 1_890],
      [60, 1_240, 1_760],
      [100, 1_120, 1_590],
    ],
  },
  {
    supplier: 'nanshan',
    item: 'apple',
    pack: 6,
    cap: 300,
    seller: 'azhen',
    tiers: [
      [30, 1_950, 2_780],
      [90, 1_780, 2_580],
      [150, 1_650, 2_390],
    ],
  },
  {
    supplier: 'nanshan',
    item: 'persimmon',
    pack: 4,
    cap: 200,
    seller: 'azhen',
    tiers: [
      [20, 1_520, 2_180],
      [60, 1_380, 1_980],
    ],
  },
  {
    supplier: 'nanshan',
    item: 'sweet-potato',
    pack: 5,
    cap: 240,
    seller: 'xiaoma',
    tiers: [
      [30, 1_080, 1_590],
      [80, 960, 1_390],
    ],
  },
  {
    supplier: 'rugao',
    item: 'egg',
    pack: 6,
    cap: 360,
    seller: 'guihua',
    tiers: [
      [36, 1_840, 2_490],
      [90, 1_720, 2_350],
      [140, 1_600, 2_150],
    ],
  },
  {
    supplier: 'jieya',
    item: 'tissue',
    pack: 10,
    cap: 500,
    seller: 'dongyuan',
    tiers: [
      [50, 2_380, 3_280],
      [120, 2_180, 2_980],
      [200, 2_020, 2_780],
    ],
  },
  {
    supplier: 'jieya',
    item: 'detergent',
    pack: 6,
    cap: 240,
    seller: 'dongyuan',
    tiers: [
      [36, 1_980, 2_880],
      [90, 1_820, 2_680],
    ],
  },
  {
    supplier: 'wuchang',
    item: 'rice',
    pack: 8,
    cap: 320,
    seller: 'laojie',
    tiers: [
      [40, 4_680, 6_280],
      [80, 4_420, 5_980],
      [120, 4_250, 5_780],
    ],
  },
  {
    supplier: 'donghai',
    item: 'shrimp',
    pack: 4,
    cap: 160,
    seller: 'xianbu',
    tiers: [
      [20, 4_980, 6_580],
      [60, 4_620, 6_180],
    ],
  },
  {
    supplier: 'donghai',
    item: 'crab',
    pack: 4,
    cap: 120,
    seller: 'xianbu',
    tiers: [
      [16, 9_200, 12_900],
      [40, 8_600, 11_800],
    ],
  },
];

/** Surnames and given names for households; combined by the seeded generator. */
export const surnames = [
  ...'陈王李张刘周吴徐孙朱马胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
export const givenNames = [
  '秀英',
  '桂兰',
  '建华',
  '国强',
  '丽萍',
  '志明',
  '小红',
  '文静',
  '俊杰',
  '子涵',
  '浩然',
  '美玲',
  '海燕',
  '春梅',
  '德福',
  '玉珍',
  '晓东',
  '雨欣',
  '思远',
  '佳怡',
  '明辉',
  '翠花',
  '永康',
  '慧敏',
  '立新',
  '婷婷',
  '宝根',
  '阿芳',
  '一鸣',
  '可心',
];
