import { demoShops, demoHosts, demoSuppliers } from './data/people.ts';

/** Whom a visitor of the demo can be. */
export interface DemoLogin {
  readonly role: string;
  readonly name: string;
  readonly phone: string;
  /** Null: by code, which the page /dev/outbox shows. */
  readonly password: string | null;
}

export const demoPassword = 'lianbo-demo';
export const operatorPhone = '13800000001';
export const operatorName = '陈敏';
const couriers = [
  { name: '赵骑手', phone: '13800000201' },
  { name: '孙骑手', phone: '13800000202' },
] as const;

/** Phones of the demo's people are fixed, so that a login works on every day of it. */
export function ownerPhone(shopKey: string): string {
  return `138000001${String(demoShops.findIndex((shop) => shop.key === shopKey) + 1).padStart(2, '0')}`;
}

export function supplierPhone(supplierKey: string): string {
  return `138000003${String(demoSuppliers.findIndex((supplier) => supplier.key === supplierKey) + 1).padStart(2, '0')}`;
}

export function householdPhone(index: number): string {
  return `139${String(index + 1).padStart(8, '0')}`;
}

export const demoCouriers: readonly { readonly name: string; readonly phone: string }[] = couriers;

/** The people worth trying first. */
export function demoLogins(householdNames: readonly string[]): DemoLogin[] {
  const host = demoHosts[0];
  return [
    { role: '联盟运营', name: operatorName, phone: operatorPhone, password: demoPassword },
    { role: '店主/主播', name: host.name, phone: ownerPhone(host.shop), password: demoPassword },
    { role: '店主', name: demoShops[1]!.owner, phone: ownerPhone(demoShops[1]!.key), password: demoPassword },
    {
      role: '供应商',
      name: demoSuppliers[1].contact,
      phone: supplierPhone(demoSuppliers[1].key),
      password: demoPassword,
    },
    { role: '配送员', name: couriers[0].name, phone: couriers[0].phone, password: demoPassword },
    { role: '街坊', name: householdNames[0]!, phone: householdPhone(0), password: null },
    { role: '街坊', name: householdNames[1]!, phone: householdPhone(1), password: null },
  ];
}
