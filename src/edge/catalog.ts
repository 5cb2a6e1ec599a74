import { contract } from '../../contract/index.ts';
import {
  addCategory,
  addItem,
  applyImport,
  exportTable,
  getImport,
  getItem,
  listCategories,
  listItems,
  listListings,
  mapImport,
  putListing,
  removeListing,
  setItemPicture,
  startImport,
  updateItem,
} from '../domains/catalog/index.ts';
import type { FeedEngine } from '../engines/feed/port.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import type { SheetFormat, SheetsEngine } from '../engines/sheets/port.ts';
import { Refusal } from '../kernel/refusal.ts';
import { publishProgress } from './feed/publish-progress.ts';
import { withAvailable } from './listing-stock.ts';
import { act, download, read, type Call, type Door } from './route.ts';

export interface CatalogDeps {
  readonly files: FilesEngine;
  readonly sheets: SheetsEngine;
  readonly feed: FeedEngine;
}

const { catalog } = contract;

const sheetTypes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function catalogDoors(deps: CatalogDeps): Door[] {
  return [...itemDoors(deps), ...importDoors(deps), ...listingDoors()];
}

function itemDoors({ files }: CatalogDeps): Door[] {
  return [
    read(catalog.listCategories, async (db) => ({ rows: await listCategories(db) })),
    act(catalog.addCategory, addCategory),
    read(catalog.listItems, listItems),
    read(catalog.getItem, getItem),
    act(catalog.addItem, addItem),
    act(catalog.updateItem, updateItem),
    act(catalog.setItemPicture, (tx, { variantId }, call) =>
      setItemPicture(tx, { variantId, bytes: bytesOf(call) }, files),
    ),
  ];
}

function importDoors({ sheets, feed }: CatalogDeps): Door[] {
  return [
    download(catalog.exportItems, async (db, { format, categoryCode }) => ({
      fileName: `商品目录.${format}`,
      type: sheetTypes[format],
      bytes: await sheets.write(format, await exportTable(db, categoryCode ?? null)),
    })),
    act(catalog.startImport, async (tx, { fileName }, call) =>
      startImport(tx, { fileName, sheet: await sheets.read(bytesOf(call)) }),
    ),
    read(catalog.getImport, getImport),
    act(catalog.mapImport, mapImport),
    act(catalog.applyImport, (tx, input) =>
      applyImport(tx, input, (done, total) =>
        publishProgress(feed, tx.allianceId, input.importId, { done, total, state: 'applying' }),
      ),
    ),
  ];
}

function listingDoors(): Door[] {
  return [
    read(catalog.listListings, async (db, input) => {
      const { rows, nextCursor } = await listListings(db, input);
      return { rows: await withAvailable(db, input.shopId, rows), nextCursor };
    }),
    act(catalog.putListing, async (tx, input) => {
      const [listing] = await withAvailable(tx, input.shopId, [await putListing(tx, input)]);
      return listing!;
    }),
    act(catalog.removeListing, removeListing),
  ];
}

function bytesOf({ file }: Call): Uint8Array {
  if (!file) throw new Refusal('file-unreadable', { reason: '没有文件' }, 'file');
  return file.bytes;
}
