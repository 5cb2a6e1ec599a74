import { contract } from '../../contract/index.ts';
import {
  askForWave,
  checkClaim,
  claimPhotoKey,
  completeStop,
  confirmWave,
  decideClaim,
  describeClaim,
  describePlanning,
  describeWave,
  getLabels,
  getPickingList,
  getRoute,
  getTracking,
  getWave,
  listClaims,
  listMyRoutes,
  listPickups,
  listShopWaves,
  listWaves,
  openClaim,
  overrideAllocation,
  pickAll,
  pickLine,
  planWave,
  redeemPickup,
  startRoute,
} from '../domains/fulfilment/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import { Refusal } from '../kernel/refusal.ts';
import { act, download, read, saga, type Door, type FileAnswer } from './route.ts';

export interface FulfilmentDeps {
  /** Photos of claims, below private/: only their own door serves them. */
  readonly files: FilesEngine;
  /** Six digits by chance, for pickup codes. */
  newCode(): string;
}

export function fulfilmentDoors(deps: FulfilmentDeps): Door[] {
  return [...waveDoors(deps), ...courierDoors(), ...pickupDoors(), ...claimDoors(deps)];
}

function waveDoors({ newCode }: FulfilmentDeps): Door[] {
  const { fulfilment } = contract;
  return [
    read(fulfilment.listWaves, (db, input) => listWaves(db, input)),
    read(fulfilment.listShopWaves, (db, input) => listShopWaves(db, input)),
    act(fulfilment.planWave, async (tx, input) => describeWave(tx, await planWave(tx, input))),
    act(fulfilment.askForWave, async (tx, input) => describePlanning(tx, await askForWave(tx, input))),
    read(fulfilment.getWavePlanning, (db, { planningId }) => describePlanning(db, planningId)),
    read(fulfilment.getWave, (db, input) => getWave(db, input)),
    act(fulfilment.overrideAllocation, async (tx, input) => {
      await overrideAllocation(tx, input);
      return describeWave(tx, input.waveId);
    }),
    act(fulfilment.confirmWave, async (tx, { waveId }) => {
      await confirmWave(tx, waveId, newCode);
      return describeWave(tx, waveId);
    }),
    read(fulfilment.getPickingList, (db, input) => getPickingList(db, input)),
    act(fulfilment.pickLine, (tx, input) => pickLine(tx, input)),
    act(fulfilment.pickAll, (tx, { waveId }) => pickAll(tx, waveId)),
    read(fulfilment.getLabels, (db, input) => getLabels(db, input)),
  ];
}

function courierDoors(): Door[] {
  const { fulfilment } = contract;
  return [
    read(fulfilment.listMyRoutes, (db) => listMyRoutes(db)),
    read(fulfilment.getRoute, (db, input) => getRoute(db, input)),
    act(fulfilment.startRoute, async (tx, { routeId }) => {
      await startRoute(tx, routeId);
      return getRoute(tx, { routeId });
    }),
    act(fulfilment.completeStop, async (tx, input) =>
      getRoute(tx, { routeId: await completeStop(tx, input) }),
    ),
  ];
}

function pickupDoors(): Door[] {
  const { fulfilment } = contract;
  return [
    read(fulfilment.listPickups, (db, input) => listPickups(db, input)),
    act(fulfilment.redeemPickup, (tx, input) => redeemPickup(tx, input)),
    read(fulfilment.getTracking, (db, input) => getTracking(db, input)),
  ];
}

function claimDoors({ files }: FulfilmentDeps): Door[] {
  const { fulfilment } = contract;
  return [
    saga(fulfilment.openClaim, async (run, input, { file }) => {
      if (!file) throw new Refusal('photo-needed', {}, 'file');
      // Looked at before the photo is taken in, and again in the transaction that writes the claim.
      await run.read((db) => checkClaim(db, input));
      const photo = await files.putPicture(`private/claims/${input.orderLineId}`, file.bytes, 'fit');
      return run.transact(async (tx) => describeClaim(tx, await openClaim(tx, input, photo)));
    }),
    download(fulfilment.getClaimPhoto, (db, { claimId }) => readPhoto(db, files, claimId)),
    read(fulfilment.listClaims, (db, input) => listClaims(db, input)),
    act(fulfilment.decideClaim, async (tx, input) => {
      await decideClaim(tx, input);
      return describeClaim(tx, input.claimId);
    }),
  ];
}

async function readPhoto(db: Reader, files: FilesEngine, claimId: string): Promise<FileAnswer> {
  const bytes = await files.get(await claimPhotoKey(db, claimId));
  if (!bytes) throw new Refusal('not-found', {}, 'claimId');
  return { fileName: `${claimId}.webp`, type: 'image/webp', bytes };
}
