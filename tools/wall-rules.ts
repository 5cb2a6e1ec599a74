import type { IRegularForbiddenRuleType } from 'dependency-cruiser';
import { domainNames, floors } from './floors.ts';

/** The top floor wires by hand, so its rooms know each other. */
const topFloor = floors.length - 1;
const test = '\\.test\\.tsx?$';
const solverThread = '^src/solvers/[^/]+/(worker|in-thread)\\.ts$';
/** The one file of a solver that brings in a library of others. */
const solverLibrary = '^src/solvers/[^/]+/(augurs|highs|highs-engine)\\.ts$';
const packages = '(^|/)node_modules/';

function wall(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType {
  return { name, severity: 'error', comment, from, to };
}

function starts(paths: readonly string[]): string {
  return `^(${paths.map((path) => path.replaceAll('.', '\\.')).join('|')})`;
}

/** One wall per floor: nothing on it may import what stands beside or above. */
function downwardOnly(): IRegularForbiddenRuleType[] {
  return floors.flatMap((floor, level) => {
    const above = floors.slice(level + 1).flatMap(({ rooms }) => rooms);
    return floor.rooms.flatMap((room) => {
      const beside = level === topFloor ? [] : floor.rooms.filter((other) => other !== room);
      const forbidden = [...beside, ...above].map(({ path }) => path);
      if (forbidden.length === 0) return [];
      return wall(
        `arrows-go-down-from-${room.name}`,
        `${room.name} may import only what stands below it (tools/floors.ts); news travels up as facts`,
        { path: starts([room.path]), pathNot: test },
        { path: starts(forbidden) },
      );
    });
  });
}

const purity: IRegularForbiddenRuleType[] = [
  wall(
    'no-circular',
    'Two files that need each other are one file, or miss a third one',
    {},
    { circular: true },
  ),
  wall(
    'kernel-imports-nothing',
    'The kernel runs everywhere: server, browser, worker thread',
    { path: '^src/kernel/', pathNot: test },
    { pathNot: '^src/kernel/' },
  ),
  wall(
    'contract-imports-zod-only',
    'The contract is data that every client can read',
    { path: '^contract/', pathNot: test },
    { pathNot: `^contract/|${packages}zod/` },
  ),
  wall(
    'rules-are-pure',
    'A rule decides on what it is given: no clock, no database, no node:',
    { path: '^src/domains/([^/]+)/rules/', pathNot: test },
    { pathNot: '^src/kernel/|^src/domains/$1/rules/' },
  ),
  wall(
    'solvers-import-kernel-only',
    'A solver works on plain data and can be used alone',
    { path: '^src/solvers/', pathNot: `${test}|${solverThread}|${solverLibrary}` },
    { pathNot: '^src/(kernel|solvers)/' },
  ),
  wall(
    'solver-libraries-stand-alone',
    'The file that brings a library into a solver reads its WebAssembly and knows nothing else',
    { path: solverLibrary, pathNot: test },
    { pathNot: `^src/(kernel|solvers)/|^(node:)?fs$|${packages}(@bsull/augurs|highs)/` },
  ),
  wall(
    'solver-threads-import-threads-only',
    'Whoever runs a solver in a thread adds the thread and nothing else',
    { path: solverThread, pathNot: test },
    { pathNot: `^src/(kernel|solvers)/|^(node:)?worker_threads$|${packages}highs/` },
  ),
];

const doors: IRegularForbiddenRuleType[] = [
  wall(
    'domains-by-their-door',
    'A domain is entered by its index.ts',
    { path: '^(src/(?!domains/)|tools/|bench/|web/)', pathNot: test },
    { path: '^src/domains/[^/]+/', pathNot: '^src/domains/[^/]+/index\\.ts$' },
  ),
  wall(
    'domains-by-their-door-among-themselves',
    'A domain is entered by its index.ts, by its neighbours too',
    { path: '^src/domains/([^/]+)/', pathNot: test },
    { path: '^src/domains/[^/]+/', pathNot: '^src/domains/($1/|[^/]+/index\\.ts$)' },
  ),
  wall(
    'insight-reads-published-views',
    'Insight asks the domains below for their published views, never for their tables',
    { path: '^src/domains/insight/', pathNot: test },
    {
      path: `^src/domains/(${domainNames.filter((name) => name !== 'insight').join('|')})/(store|tables|acts|rules)`,
    },
  ),
  wall(
    'domains-see-engine-ports-only',
    'Which engine stands behind a port is decided in assemble.ts',
    { path: '^src/domains/', pathNot: test },
    { path: '^src/engines/', pathNot: '^src/engines/([a-z-]+\\.ts$|[^/]+/port\\.ts$|db/(tx|outbox)\\.ts$)' },
  ),
];

const database: IRegularForbiddenRuleType[] = [
  wall(
    'only-stores-and-views-speak-sql',
    'kysely is imported by engines/db, store/ and views/ alone',
    { path: '^(src|contract|web)/', pathNot: `^src/engines/db/|^src/domains/[^/]+/(store|views)/|${test}` },
    { path: `${packages}kysely/` },
  ),
  wall(
    'only-engines-open-connections',
    'There is no exported database handle: connections live in engines',
    { path: '^(src|contract|web)/', pathNot: `^src/engines/|${test}` },
    { path: `${packages}pg/` },
  ),
  wall(
    'only-edge-and-clockwork-open-transactions',
    'Acts and stores are handed their transaction',
    {
      path: '^src/',
      pathNot: `^src/(edge/|clockwork/|demo/|engines/db/|assemble|main\\.ts|worker\\.ts)|${test}`,
    },
    { path: '^src/engines/db/funnel\\.ts$' },
  ),
];

const web: IRegularForbiddenRuleType[] = [
  wall(
    'web-sees-contract-kernel-and-kit',
    'A client knows the doors, not the house',
    { path: '^web/', pathNot: test },
    { path: '^(src|tools|bench|test|migrations)/', pathNot: '^src/kernel/' },
  ),
  wall(
    'clients-are-strangers',
    'Shopper, console and studio share only what is in the kit',
    { path: '^web/(shopper|console|studio)/' },
    { path: '^web/(shopper|console|studio)/', pathNot: '^web/$1/' },
  ),
  wall(
    'kit-knows-no-client',
    'The kit is below the clients',
    { path: '^web/kit/' },
    { path: '^web/(shopper|console|studio)/' },
  ),
];

const hygiene: IRegularForbiddenRuleType[] = [
  wall(
    'nothing-imports-tests',
    'What runs in production needs no test',
    { path: '^(src|contract|web)/', pathNot: `${test}|^src/.*/scratch\\.ts$` },
    { path: `${test}|^test/|${packages}vitest/` },
  ),
  wall(
    'every-import-resolves',
    'An import that leads nowhere hides from every other wall',
    {},
    { couldNotResolve: true },
  ),
];

/** Every wall of the house, for dependency-cruiser. */
export const walls: readonly IRegularForbiddenRuleType[] = [
  ...purity,
  ...doors,
  ...downwardOnly(),
  ...database,
  ...web,
  ...hygiene,
];
