export interface LabelRow {
  readonly building: string;
  readonly room: string;
  readonly title: string;
  readonly bagLabel: string;
}

/** 楼号-商品-房号 for going door to door, 商品-楼号-房号 for filling bags item by item. */
export type LabelOrder = 'building-item' | 'item-building';

/** "10 栋" comes after "9 栋". */
const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });

export function sortLabels<Row extends LabelRow>(rows: readonly Row[], order: LabelOrder): Row[] {
  const building = (row: Row) => row.building;
  const item = (row: Row) => row.title;
  const room = (row: Row) => row.room;
  const bag = (row: Row) => row.bagLabel;
  const keys = order === 'building-item' ? [building, item, room, bag] : [item, building, room, bag];
  return [...rows].sort((a, b) => {
    for (const key of keys) {
      const by = collator.compare(key(a), key(b));
      if (by !== 0) return by;
    }
    return 0;
  });
}
