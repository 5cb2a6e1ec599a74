import type { Person } from './person.ts';
import { near, signIn, type Stage } from './stage.ts';

/** The shops, goods and people of the main job, all made through the doors. */
export interface Town {
  readonly shops: readonly {
    readonly shopId: string;
    readonly name: string;
    readonly owner: Person;
    readonly locationId: string;
  }[];
  readonly host: Person;
  readonly couriers: readonly Person[];
  readonly items: ReadonlyMap<string, string>;
  readonly eggPoolId: string;
  readonly tissuePoolId: string;
}

const catalogue = `商品名称,规格,单位,品类,温区,保质期,计价方式,标称重量,退货政策,建议价,批发价,图片
散养鲜鸡蛋,30 枚,板,蛋奶,常温,25,按件,,生鲜不退,¥26.90,¥19.90,egg
抽纸,24 包,提,日用,常温,1000,按件,,七天无理由,¥36.80,¥25.80,tissue
全麦吐司,450 g,袋,面包,常温,3,按件,,生鲜不退,¥13.80,¥7.80,bread
阳光玫瑰葡萄,称重约 1 kg,份,鲜果,冷藏,4,称重,1000g,生鲜不退,¥28.80,¥18.80,grapes
鲜牛奶,950 ml,瓶,蛋奶,冷藏,7,按件,,生鲜不退,¥15.80,¥10.80,milk
`;
const categories = [
  ['dairy-egg', '蛋奶', 'milk'],
  ['daily', '日用', 'care'],
  ['bakery', '面包', 'bake'],
  ['fruit', '鲜果', 'fruit'],
] as const;
const shopNames = ['阿珍鲜果', '桂花里便利店', '老街粮油', '麦香烘焙'] as const;

/** Who lists what at which price in fen, and how many pieces are on the shelf. */
const shelves: readonly (readonly [shop: number, item: string, priceFen: string, pieces: number])[] = [
  [0, '阳光玫瑰葡萄', '2880', 40],
  [0, '全麦吐司', '1380', 3],
  [1, '鲜牛奶', '1580', 60],
  [2, '全麦吐司', '1390', 40],
  [3, '全麦吐司', '1350', 40],
];

export async function buildTown(stage: Stage): Promise<Town> {
  const { api } = stage.operator;
  const shops = await addShops(stage);
  const items = await importGoods(stage);
  await fillShelves(shops, items);
  const host = await addStaff(stage, '林阿珍', '13700000101', 'host', shops[0]!.shopId);
  const couriers = [
    await addStaff(stage, '赵骑手', '13700000201', 'courier', null),
    await addStaff(stage, '孙骑手', '13700000202', 'courier', null),
  ];
  const supplier = await api.supply.addSupplier({
    name: '如皋蛋场',
    contactName: '顾小英',
    phone: '13700000301',
    licenceNumber: 'SC10432000000001',
    licenceUntil: '2030-12-31',
    leadHours: 12,
    ...near(4_000, 3_000),
  });
  stage.timeline.note('运营', '录入供应商与阶梯价', supplier.name);
  const seller = shops[1]!.shopId;
  const eggTiers = [tier(36, 1_840, 2_490), tier(90, 1_720, 2_350), tier(140, 1_600, 2_150)];
  const eggPoolId = await openPool(
    stage,
    supplier.supplierId,
    items.get('散养鲜鸡蛋')!,
    '1990',
    6,
    360,
    eggTiers,
    seller,
  );
  const tissueTiers = [tier(50, 2_380, 3_280), tier(120, 2_180, 2_980)];
  const tissuePoolId = await openPool(
    stage,
    supplier.supplierId,
    items.get('抽纸')!,
    '2580',
    10,
    300,
    tissueTiers,
    seller,
  );
  stage.timeline.note(
    '运营',
    '开两个集单',
    '鸡蛋（箱规 6，成团 36，阶梯 90 / 140）、抽纸（箱规 10，成团 50）',
  );
  return { shops, host, couriers, items, eggPoolId, tissuePoolId };
}

async function addShops(stage: Stage): Promise<Town['shops'][number][]> {
  const { api } = stage.operator;
  const shops: Town['shops'][number][] = [];
  for (const [at, name] of shopNames.entries()) {
    const ownerPhone = `1370000011${at}`;
    const { shopId } = await api.membership.addShop({
      name,
      shortName: name.slice(0, 2),
      kind: at === 3 ? 'bakery' : 'grocery',
      address: `桂花里 ${at * 10 + 2} 号`,
      ...near(at * 900 - 1_350, at * 400 - 600),
      phone: ownerPhone,
      ownerName: `${name}店主`,
      ownerPhone,
    });
    const owner = await signIn(stage, `${name}店主`, ownerPhone);
    shops.push({ shopId, name, owner, locationId: '' });
  }
  const places = await api.stock.listLocations({});
  stage.timeline.note('运营', `四家门店入盟`, shopNames.join('、'));
  return shops.map((shop) => ({
    ...shop,
    locationId: places.rows.find((place) => place.shopId === shop.shopId)!.locationId,
  }));
}

async function importGoods(stage: Stage): Promise<Map<string, string>> {
  const { api } = stage.operator;
  for (const [code, name, ground] of categories) await api.catalog.addCategory({ code, name, ground });
  const file = new Blob([catalogue], { type: 'text/csv' });
  const preview = await api.catalog.startImport({ fileName: '商品.csv' }, { file });
  if (preview.errorCount > 0)
    throw new Error(`Import line ${preview.errors[0]!.line}: ${preview.errors[0]!.message}`);
  const applied = await api.catalog.applyImport({ importId: preview.importId });
  stage.timeline.note('运营', '导入商品', `${applied.appliedCount} 个`);
  const { rows } = await api.catalog.listItems({ limit: 50 });
  return new Map(rows.map((row) => [row.name, row.variantId]));
}

async function fillShelves(shops: Town['shops'], items: ReadonlyMap<string, string>): Promise<void> {
  for (const [at, item, priceFen, pieces] of shelves) {
    const { owner, shopId, locationId } = shops[at]!;
    const variantId = items.get(item)!;
    await owner.api.catalog.putListing({ shopId, variantId, priceFen });
    await owner.api.stock.countStock({
      locationId,
      reason: '开店盘点',
      counts: [{ variantId, counted: pieces }],
    });
  }
}

async function addStaff(
  stage: Stage,
  name: string,
  phone: string,
  role: 'host' | 'courier',
  shopId: string | null,
): Promise<Person> {
  await stage.operator.api.membership.giveGrant({ phone, name, role, shopId });
  return signIn(stage, name, phone);
}

function tier(minQuantity: number, cost: number, retail: number) {
  return { minQuantity, costFen: String(cost), retailFen: String(retail) };
}

async function openPool(
  stage: Stage,
  supplierId: string,
  variantId: string,
  baseCostFen: string,
  packSize: number,
  cap: number,
  tiers: ReturnType<typeof tier>[],
  sellerShopId: string,
): Promise<string> {
  const { api } = stage.operator;
  const threshold = tiers[0]!.minQuantity;
  const moq = Math.ceil(threshold / packSize) * packSize;
  const offer = await api.supply.addOffer({
    supplierId,
    variantId,
    baseCostFen,
    packSize,
    moq,
    capPerRound: cap,
    tiers,
  });
  const pool = await api.supply.openPool({
    offerId: offer.offerId,
    mode: 'agency',
    sellerShopId,
    cutOffAt: new Date(Date.now() + 3_600_000).toISOString(),
    threshold,
    moq,
    cap,
    tiers,
    belowPolicy: 'refund',
    remainderPolicy: 'round-up-stock',
  });
  return pool.poolId;
}
