export { checkItself } from './acts/check-itself.ts';
export { countPaidOrder, countPlacedOrder } from './acts/count-order.ts';
export { countDone, countRefund, countSaving } from './acts/count-more.ts';
export { renewBenchmarks } from './acts/renew-benchmarks.ts';
export { getBenchmark, getBenchmarkCoverage } from './views/benchmark.ts';
export { getOverview, type Overview } from './views/overview.ts';
export { sessionSums } from './views/figures.ts';
export { listDifferences } from './views/differences.ts';
export { listTodos } from './views/todos.ts';
