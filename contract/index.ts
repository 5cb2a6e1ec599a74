import { catalog } from './catalog.ts';
import { fulfilment } from './fulfilment.ts';
import { insight } from './insight.ts';
import { live } from './live.ts';
import { marketing } from './marketing.ts';
import { membership } from './membership.ts';
import { ordering } from './ordering.ts';
import { rota } from './rota.ts';
import { rulebook } from './rulebook.ts';
import { settlement } from './settlement.ts';
import { stock } from './stock.ts';
import { supply } from './supply.ts';

/** Every door of the product, by domain. */
export const contract = {
  membership,
  rulebook,
  catalog,
  stock,
  supply,
  live,
  marketing,
  rota,
  ordering,
  fulfilment,
  settlement,
  insight,
};
