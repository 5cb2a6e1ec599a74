/** A small house in which every import is allowed, and what breaks each wall when it is added. */
export type Files = Readonly<Record<string, string>>;

const importing = (target: string): string => `import { x } from '${target}';\nexport const y = x;\n`;
const leaf = 'export const x = 1;\n';

export const soundHouse: Files = {
  'node_modules/zod/package.json': '{"name":"zod","type":"module","main":"index.js"}',
  'node_modules/zod/index.js': leaf,
  'node_modules/kysely/package.json': '{"name":"kysely","type":"module","main":"index.js"}',
  'node_modules/kysely/index.js': leaf,
  'node_modules/pg/package.json': '{"name":"pg","type":"module","main":"index.js"}',
  'node_modules/pg/index.js': leaf,
  'src/kernel/money.ts': leaf,
  'src/engines/db/funnel.ts': importing('kysely'),
  'src/engines/db/tx.ts': leaf,
  'src/engines/db/pools.ts': importing('pg'),
  'src/engines/files/port.ts': importing('../../kernel/money.ts'),
  'src/engines/files/disk.ts': importing('./port.ts'),
  'src/solvers/rota/plan.ts': importing('../../kernel/money.ts'),
  'src/domains/catalog/index.ts': importing('./store/read.ts'),
  'src/domains/catalog/tables.ts': leaf,
  'src/domains/catalog/rules/name.ts': importing('../../../kernel/money.ts'),
  'src/domains/catalog/store/read.ts': importing('kysely'),
  'src/domains/live/index.ts': importing('../catalog/index.ts'),
  'src/domains/marketing/index.ts': importing('../../engines/files/port.ts'),
  'src/domains/ordering/index.ts': importing('../live/index.ts'),
  'src/domains/ordering/views/read.ts': importing('kysely'),
  'src/domains/insight/index.ts': importing('../ordering/index.ts'),
  'src/edge/route.ts': importing('../engines/db/funnel.ts'),
  'src/clockwork/relay.ts': importing('../engines/db/funnel.ts'),
  'src/assemble.ts': importing('./edge/route.ts'),
  'src/main.ts': importing('./assemble.ts'),
  'contract/live.ts': importing('zod'),
  'web/kit/client.ts': importing('../../contract/live.ts'),
  'web/shopper/page.ts': importing('../kit/client.ts'),
  'web/console/page.ts': importing('../../src/kernel/money.ts'),
  'web/studio/page.ts': importing('../kit/client.ts'),
  'test/worlds/eggs.ts': importing('../../src/domains/ordering/index.ts'),
};

/** For each wall, files that climb over it. The key is the name that must be reported. */
export const plantedViolations: Readonly<Record<string, Files>> = {
  'no-circular': {
    'src/solvers/rota/plan.ts': importing('./cost.ts'),
    'src/solvers/rota/cost.ts': importing('./plan.ts'),
  },
  'kernel-imports-nothing': {
    'src/kernel/ids.ts': "import { randomUUID as x } from 'node:crypto';\nexport const y = x;",
  },
  'contract-imports-zod-only': { 'contract/catalog.ts': importing('../src/kernel/money.ts') },
  'rules-are-pure': { 'src/domains/catalog/rules/now.ts': importing('../tables.ts') },
  'solver-threads-import-threads-only': {
    'src/solvers/rota/worker.ts': importing('../../engines/files/port.ts'),
  },
  'solver-libraries-stand-alone': {
    'src/solvers/rota/augurs.ts': importing('../../engines/files/port.ts'),
  },
  'solvers-import-kernel-only': { 'src/solvers/rota/read.ts': importing('../../engines/files/port.ts') },
  'domains-by-their-door': { 'src/edge/catalog.ts': importing('../domains/catalog/tables.ts') },
  'domains-by-their-door-among-themselves': {
    'src/domains/live/acts/pin.ts': importing('../../catalog/tables.ts'),
  },
  'insight-reads-published-views': {
    'src/domains/insight/views/gmv.ts': importing('../../catalog/tables.ts'),
  },
  'domains-see-engine-ports-only': {
    'src/domains/live/acts/save.ts': importing('../../../engines/files/disk.ts'),
  },
  'only-stores-and-views-speak-sql': { 'src/domains/live/acts/query.ts': importing('kysely') },
  'only-engines-open-connections': { 'src/domains/live/store/connect.ts': importing('pg') },
  'only-edge-and-clockwork-open-transactions': {
    'src/domains/live/acts/begin.ts': importing('../../../engines/db/funnel.ts'),
  },
  'web-sees-contract-kernel-and-kit': { 'web/shopper/peek.ts': importing('../../src/domains/live/index.ts') },
  'clients-are-strangers': { 'web/shopper/borrow.ts': importing('../console/page.ts') },
  'kit-knows-no-client': { 'web/kit/upward.ts': importing('../studio/page.ts') },
  'nothing-imports-tests': { 'src/edge/demo.ts': importing('../../test/worlds/eggs.ts') },
  'every-import-resolves': { 'src/kernel/lost.ts': importing('./nowhere.ts') },
  'every-file-has-a-floor': { 'src/helpers/misc.ts': leaf },
  'arrows-go-down-from-kernel': { 'src/kernel/up.ts': importing('../engines/db/tx.ts') },
  'arrows-go-down-from-engines': { 'src/engines/files/up.ts': importing('../../domains/live/index.ts') },
  'arrows-go-down-from-solvers': { 'src/solvers/up.ts': importing('../domains/live/index.ts') },
  'arrows-go-down-from-live': { 'src/domains/live/sideways.ts': importing('../marketing/index.ts') },
  'arrows-go-down-from-edge': { 'src/edge/up.ts': importing('../clockwork/relay.ts') },
  'arrows-go-down-from-clockwork': { 'src/clockwork/up.ts': importing('../assemble.ts') },
  'arrows-go-down-from-demo': { 'src/demo/up.ts': importing('../assemble.ts') },
};

/** The walls between domains are generated alike: each lower domain reaches for the highest one. */
export function plantUpwardArrow(domain: string): Files {
  return { [`src/domains/${domain}/up.ts`]: importing('../insight/index.ts') };
}
