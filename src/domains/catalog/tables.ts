import type { Output } from '../../../contract/endpoint.ts';
import type { catalog } from '../../../contract/catalog.ts';

export type Item = Output<typeof catalog.getItem>;
export type Category = Output<typeof catalog.addCategory>;
/** A listing without what the stock says about it: stock is a floor above. */
export type Listing = Omit<Output<typeof catalog.putListing>, 'available'>;
export type ImportState = Output<typeof catalog.getImport>;

/** A row of the view `item`. */
export interface ItemRow {
  readonly variant_id: string;
  readonly product_id: string;
  readonly item_code: string;
  readonly gtin: string | null;
  readonly name: string;
  readonly spec: string;
  readonly unit_label: string;
  readonly category_code: string;
  readonly category_name: string;
  readonly ground: Item['ground'];
  readonly brand: string;
  readonly origin: string;
  readonly temperature_zone: Item['temperatureZone'];
  readonly shelf_life_days: number | null;
  readonly sold_by: Item['soldBy'];
  readonly nominal_gram: number | null;
  readonly return_policy: Item['returnPolicy'];
  readonly licence_needed: string;
  readonly is_regulated: boolean;
  readonly suggested_price_fen: bigint | null;
  readonly wholesale_price_fen: bigint | null;
  readonly description: string;
  readonly picture_key: string;
  readonly picture_file: string | null;
  readonly status: Item['status'];
  readonly updated_at: Date;
}

/** The report of an import as it is stored: plain JSON, fen as text. */
export interface StoredReport {
  readonly rowCount: number;
  readonly newCount: number;
  readonly changedCount: number;
  readonly sameCount: number;
  readonly errorCount: number;
  readonly errors: ImportState['errors'];
  readonly preview: readonly (Omit<ImportState['preview'][number], 'suggestedPriceFen'> & {
    readonly suggestedPriceFen: string | null;
  })[];
}

/** A row of catalog_import. `header` keeps the line of the header row and the words of its columns. */
export interface ImportRow {
  readonly import_id: string;
  readonly file_name: string;
  readonly state: ImportState['state'];
  readonly header: {
    readonly line: number;
    readonly columns: readonly { header: string; sample: string[] }[];
  };
  readonly mapping: readonly ImportState['columns'][number]['field'][];
  readonly applied_count: number;
  readonly report: StoredReport;
  readonly created_at: Date;
  readonly applied_at: Date | null;
}
