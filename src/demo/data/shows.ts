/** An item of a show: sold from its pool while one runs, else from the host's shelf at the flash price. */
export interface DemoShowItem {
  readonly item: string;
  /** Null: shown only while its pool runs. */
  readonly flashFen: bigint | null;
  readonly script: string;
}

export interface DemoShow {
  readonly host: string;
  readonly shop: string;
  readonly title: string;
  readonly items: readonly DemoShowItem[];
  /** What neighbours say in the rooms. */
  readonly chat: readonly string[];
}

export const demoShows: readonly DemoShow[] = [
  {
    host: 'azhen',
    shop: 'azhen',
    title: '阿珍：今早到的蜜橘，剥给你看',
    items: [
      {
        item: 'mandarin',
        flashFen: null,
        script: '先剥一个，皮薄好剥，一箱 2.5 kg；讲阶梯价，满 60 箱再降一档。',
      },
      { item: 'apple', flashFen: null, script: '切开看糖心，称一个给大家看克重。' },
      { item: 'persimmon', flashFen: null, script: '火晶柿子轻放，到货先挑软的吃。' },
      { item: 'pear', flashFen: 1_990n, script: '直播价只在直播间，播完恢复。' },
      { item: 'grape', flashFen: 2_580n, script: '称重卖，少多少退多少。' },
    ],
    chat: [
      '阿珍姐晚上好',
      '上次的蜜橘很甜，回购了',
      '还差多少到下一档？',
      '拼了两箱，给我妈一箱',
      '柿子硬不硬呀',
      '明天几点能到桂花苑？',
      '苹果切开看看',
      '已付款，坐等成团',
    ],
  },
  {
    host: 'zheng',
    shop: 'maixiang',
    title: '麦香老郑：下午这炉可颂',
    items: [
      { item: 'croissant', flashFen: 1_690n, script: '掰开看层次，今天出炉 60 个。' },
      { item: 'toast', flashFen: 1_180n, script: '全麦比例写在袋上，念一遍。' },
      { item: 'bagel', flashFen: 1_280n, script: '' },
      { item: 'egg', flashFen: null, script: '做蛋糕就用这个蛋，拼单价。' },
    ],
    chat: ['隔着屏幕闻到香了', '可颂留两个', '吐司有没有不加糖的', '老郑今天几点出下一炉'],
  },
  {
    host: 'ma',
    shop: 'xiaoma',
    title: '小马生鲜：烟薯开烤，边烤边聊',
    items: [
      { item: 'sweet-potato', flashFen: null, script: '开烤箱，掰开看流蜜。' },
      { item: 'egg', flashFen: null, script: '打一个看蛋黄。' },
      { item: 'tomato', flashFen: 1_280n, script: '直播价。' },
      { item: 'pakchoi', flashFen: 290n, script: '崇明早上割的。' },
      { item: 'lotus-root', flashFen: 880n, script: '称重，少补差。' },
    ],
    chat: ['烟薯烤多久？', '蛋黄颜色好', '青菜拼一份', '小马哥讲讲怎么挑莲藕'],
  },
  {
    host: 'tao',
    shop: 'xianbu',
    title: '海哥：大虾到港，现场称',
    items: [
      { item: 'shrimp', flashFen: null, script: '整盒上秤，净重给大家看。' },
      { item: 'crab', flashFen: null, script: '公母分开，绑绳去重。' },
      { item: 'croaker', flashFen: 2_780n, script: '' },
      { item: 'bass', flashFen: 1_980n, script: '可以代杀。' },
    ],
    chat: ['虾是青岛的吗', '螃蟹要母的', '鲈鱼帮我杀好', '冷链送到几点'],
  },
  {
    host: 'fang',
    shop: 'chenguang',
    title: '晨晨：明早的鲜奶今晚订',
    items: [
      { item: 'milk', flashFen: 1_380n, script: '' },
      { item: 'yogurt', flashFen: 1_580n, script: '' },
      { item: 'butter', flashFen: 2_280n, script: '' },
      { item: 'egg', flashFen: null, script: '配鲜奶一起拼。' },
    ],
    chat: ['鲜奶保质几天', '酸奶小朋友爱喝', '鸡蛋和牛奶一起送吗'],
  },
  {
    host: 'zhou',
    shop: 'guihua',
    title: '桂芳姐：一家人的纸和米',
    items: [
      { item: 'tissue', flashFen: null, script: '抽一张沾水给大家看韧性。' },
      { item: 'detergent', flashFen: null, script: '' },
      { item: 'rice', flashFen: null, script: '蒸一锅，直播间里尝。' },
      { item: 'noodle', flashFen: 980n, script: '' },
      { item: 'banana', flashFen: 690n, script: '称重。' },
    ],
    chat: ['抽纸拼两提', '大米是今年新米吗', '洗衣液什么味', '桂芳姐帮我留着，晚上自提'],
  },
];
