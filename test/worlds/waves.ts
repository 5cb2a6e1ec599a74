import pino from 'pino';
import { fulfilmentSubscribers } from '../../src/clockwork/subscribers/fulfilment.ts';
import { orderingSubscribers } from '../../src/clockwork/subscribers/ordering.ts';
import { drainFacts } from '../../src/clockwork/relay.ts';
import { putListing } from '../../src/domains/catalog/index.ts';
import { confirmWave, getWave, pickAll, planWave } from '../../src/domains/fulfilment/index.ts';
import { addAddress, giveGrant } from '../../src/domains/membership/index.ts';
import { listSlots, type OrderReceipt, type OrderRequest } from '../../src/domains/ordering/index.ts';
import { receiveStock } from '../../src/domains/stock/index.ts';
import { answerPurchaseOrder, closePoolNow, getPool, receiveGoods } from '../../src/domains/supply/index.ts';
import { newCode } from '../../src/engines/token.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { Point } from '../../src/kernel/geo.ts';
import { actorIn } from './alliance.ts';
import { openOrderWorld, shelfPriceFen, type OrderWorld, type Shelf, type WishLine } from './orders.ts';

type Fulfil = OrderRequest['fulfil'];
export type WaveDetail = Awaited<ReturnType<typeof getWave>>;

/** A street of twelve shops, a hub far from it, two couriers, and people who order to their doors. */
export interface WaveWorld extends OrderWorld {
  readonly couriers: readonly Actor[];
  /** The same item, listed and stocked by another shop too. */
  alsoAt(shelf: Shelf, shopAt: number, quantity: number, exposureLimit?: number): Promise<Shelf>;
  /** A door of this buyer, in the first slot or a later one. */
  door(buyer: Actor, place: Door): Promise<Fulfil>;
  pickupAt(shopAt: number): Fulfil;
  /** Orders and pays. */
  purchase(buyer: Actor, fulfil: Fulfil, ...lines: WishLine[]): Promise<OrderReceipt>;
  /** As the operator, with the first courier unless others are named. */
  plan(couriers?: readonly Actor[], departsAt?: Date): Promise<WaveDetail>;
  readWave(waveId: string): Promise<WaveDetail>;
  confirm(waveId: string, draw?: () => string): Promise<WaveDetail>;
  /** Planned, confirmed, and everything counted in pieces picked. */
  packed(couriers?: readonly Actor[]): Promise<WaveDetail>;
  /** Cuts the pool off, lets the supplier confirm and takes the goods in at the hub. */
  receivePool(poolId: string, quantity: number): Promise<void>;
  /** Relays every fact to ordering and to the notices. */
  relay(): Promise<void>;
}

export interface Door extends Point {
  readonly building: string;
  readonly room: string;
  /** Which of the open slots. */
  readonly slotAt?: number;
}

const shopCount = 12;

export async function openWaveWorld(): Promise<WaveWorld> {
  const base = await openOrderWorld(shopCount);
  const { world, home, locationIds } = base;
  const couriers = await Promise.all([0, 1].map((at) => hireCourier(base, at)));
  const asOperator = <T>(work: Parameters<typeof home.transact<T>>[1]) => home.transact(home.operator, work);
  const readWave = (waveId: string) => asOperator((tx) => getWave(tx, { waveId }));
  const plan: WaveWorld['plan'] = async (drivers, departsAt) => {
    const courierMemberIds = (drivers ?? couriers.slice(0, 1)).map(({ memberId }) => memberId);
    return readWave(await asOperator((tx) => planWave(tx, { courierMemberIds, departsAt })));
  };
  const confirm: WaveWorld['confirm'] = async (waveId, draw = newCode) => {
    await asOperator((tx) => confirmWave(tx, waveId, draw));
    return readWave(waveId);
  };
  const relay = () =>
    drainFacts({
      system: world.system,
      funnel: world.app,
      subscribers: [...orderingSubscribers, ...fulfilmentSubscribers],
      logger: pino({ level: 'silent' }),
    });
  return {
    ...base,
    couriers,
    plan,
    readWave,
    confirm,
    alsoAt: (shelf, shopAt, quantity, exposureLimit) =>
      asOperator(async (tx) => {
        const { shopId } = home.shops[shopAt]!;
        const locationId = locationIds[shopAt]!;
        const { variantId } = shelf;
        const terms = { priceFen: shelfPriceFen, exposureLimit: exposureLimit ?? null, perPersonLimit: null };
        await putListing(tx, { shopId, variantId, status: 'on', ...terms });
        await receiveStock(tx, {
          locationId,
          variantId,
          quantity,
          batch: '',
          expiresOn: null,
          source: 'test',
        });
        return { ...shelf, shopId, locationId };
      }),
    door: (buyer, place) => home.transact(buyer, (tx) => openDoor(tx, place)),
    pickupAt: (shopAt) => ({ kind: 'pickup', pickupShopId: home.shops[shopAt]!.shopId }),
    async purchase(buyer, fulfil, ...lines) {
      const [answer] = await base.place(base.request(buyer, lines, { fulfil }));
      if (answer!.kind === 'refused') throw answer!.refusal;
      await base.pay(buyer, answer!.order);
      return answer!.order;
    },
    async packed(drivers) {
      const { waveId } = await plan(drivers);
      await confirm(waveId);
      await asOperator((tx) => pickAll(tx, waveId));
      return readWave(waveId);
    },
    relay,
    async receivePool(poolId, quantity) {
      await takeIn(base, poolId, quantity);
      await relay();
    },
  };
}

async function takeIn({ home, hubId }: OrderWorld, poolId: string, quantity: number): Promise<void> {
  const operate = <T>(work: Parameters<typeof home.transact<T>>[1]) => home.transact(home.operator, work);
  const purchaseOrderId = await operate(async (tx) => {
    await closePoolNow(tx, { poolId });
    return (await getPool(tx, poolId)).purchaseOrder!.purchaseOrderId;
  });
  const order = { purchaseOrderId, quantity, note: '' };
  await operate((tx) => answerPurchaseOrder(tx, { ...order, answer: 'confirm' }));
  await operate((tx) => receiveGoods(tx, { ...order, locationId: hubId, batch: '1123-A', expiresOn: null }));
}

async function hireCourier({ world, home }: OrderWorld, at: number): Promise<Actor> {
  const phone = `137${String(100 + at).padStart(8, '0')}`;
  const grant = { role: 'courier', shopId: null, supplierId: null, duties: [] } as const;
  const { memberId } = await home.transact(home.operator, (tx) =>
    giveGrant(tx, { ...grant, phone, name: `小赵${at}`, duties: [] }),
  );
  return actorIn(world, home.allianceId, memberId);
}

async function openDoor(
  tx: Parameters<typeof addAddress>[0],
  { slotAt = 0, ...place }: Door,
): Promise<Fulfil> {
  const { rows } = await listSlots(tx);
  const contact = { contactName: '陈女士', phone: '13900002046', detail: '', isDefault: true };
  const { addressId } = await addAddress(tx, { ...contact, ...place });
  return { kind: 'delivery', addressId, slotStart: rows[slotAt]!.slotStart };
}
