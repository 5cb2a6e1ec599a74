import type { Out } from '../../../kit/use-api.ts';

/** What the doors answer, under the names these pages use. */
export type Wave = Out<'fulfilment', 'getWave'>;
export type Allocation = Wave['allocations'][number];
export type PickPlace = Out<'fulfilment', 'getPickingList'>['locations'][number];
export type SlipRow = Out<'fulfilment', 'getLabels'>['rows'][number];
/** 楼号-商品-房号 or 商品-楼号-房号. */
export type SlipOrder = 'building-item' | 'item-building';
