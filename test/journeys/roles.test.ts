import { afterAll, beforeAll } from 'vitest';
import { courierJourneys } from './courier.ts';
import { hostJourneys } from './host.ts';
import { neighbourJourneys } from './neighbour.ts';
import { operatorJourneys } from './operator.ts';
import { pagesJourneys } from './pages.ts';
import { type Product, startProduct } from './start-product.ts';
import { settlementJourneys } from './settlement.ts';
import { shopperJourneys } from './shopper.ts';

/** One product for all of them: what one person does is there for the next, as in an alliance. */
let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const given = () => product;
shopperJourneys(given);
neighbourJourneys(given);
hostJourneys(given);
operatorJourneys(given);
courierJourneys(given);
settlementJourneys(given);
pagesJourneys(given);
