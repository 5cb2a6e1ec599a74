import { alliance } from './alliance.ts';
import { courier } from './courier.ts';
import { fulfilment } from './fulfilment.ts';
import { goods } from './goods.ts';
import { insight } from './insight.ts';
import { live } from './live.ts';
import { overview } from './overview.ts';
import { orders } from './orders.ts';
import type { Section } from './section.ts';
import { settlement } from './settlement.ts';
import { shop } from './shop.ts';
import { supply } from './supply.ts';

/** Every section, in the order of the side menu. */
export const sections: readonly Section[] = [
  overview,
  goods,
  shop,
  supply,
  orders,
  fulfilment,
  live,
  courier,
  insight,
  settlement,
  alliance,
];
