import type { Out } from '../../kit/use-api.ts';

/** What the shopper's pages read, by the names people use for it. Fen and instants are strings, as they travel. */
export type Goods = Out<'ordering', 'getGoods'>;
export type Progress = Out<'supply', 'getPoolProgress'>;
export type Cart = Out<'ordering', 'getCart'>;
export type CartLine = Cart['lines'][number];
export type Order = Out<'ordering', 'getMyOrder'>;
export type ShopOrder = Order['shopOrders'][number];
export type OrderLine = ShopOrder['lines'][number];
export type OrderRow = Out<'ordering', 'listMyOrders'>['rows'][number];
export type OrderTab = OrderRow['tab'];
export type Parcel = Out<'fulfilment', 'getTracking'>['rows'][number];
export type Shop = Out<'membership', 'getShop'>;
export type Address = Out<'membership', 'addAddress'>;
export type Me = Out<'membership', 'getMe'>;
export type Item = Goods['item'];
export type Room = Out<'live', 'getRoom'>;
export type LineUpItem = Room['items'][number];
export type ChatMessage = Room['chat'][number];
export type LiveNow = Out<'live', 'listLiveNow'>;
export type LiveCardData = LiveNow['now'][number];
