import { contract } from '../../contract/index.ts';
import {
  getBenchmark,
  getBenchmarkCoverage,
  getForecast,
  getForecastRuns,
  getOverview,
  listDifferences,
  listSuggestions,
  listTodos,
  startForecast,
  suggestLineUp,
} from '../domains/insight/index.ts';
import { listLiveRooms, type Stage } from '../domains/live/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import { act, read, type Door } from './route.ts';

export interface InsightDeps {
  readonly stage: Stage;
}

export function insightDoors({ stage }: InsightDeps): Door[] {
  const { insight } = contract;
  return [
    read(insight.getOverview, async (db, input) =>
      getOverview(db, input, await viewersNow(db, stage, input.shopId ?? null)),
    ),
    read(insight.getBenchmark, (db, input) => getBenchmark(db, input)),
    read(insight.getBenchmarkCoverage, (db) => getBenchmarkCoverage(db)),
    act(insight.startForecast, (tx) => startForecast(tx)),
    read(insight.getForecastRuns, (db) => getForecastRuns(db)),
    read(insight.listSuggestions, (db, input) => listSuggestions(db, input)),
    read(insight.getForecast, (db, input) => getForecast(db, input)),
    read(insight.listDifferences, (db) => listDifferences(db)),
    read(insight.suggestLineUp, (db, input) => suggestLineUp(db, input)),
    read(insight.listTodos, async (db, input) => ({ rows: await listTodos(db, input.shopId ?? null) })),
  ];
}

/** People in all live rooms, or in one shop's. */
async function viewersNow(db: Reader, stage: Stage, shopId: string | null): Promise<number> {
  const rooms = await listLiveRooms(db);
  return rooms
    .filter((room) => shopId === null || room.shopId === shopId)
    .reduce((sum, room) => sum + (stage.viewersOf(room.sessionId).get(room.shopId) ?? 0), 0);
}
