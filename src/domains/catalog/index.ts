export { addCategory } from './acts/add-category.ts';
export { applyImport, type ImportProgress } from './acts/apply-import.ts';
export { mapImport, startImport } from './acts/preview-import.ts';
export { putListing, removeListing } from './acts/put-listing.ts';
export { setItemPicture } from './acts/set-item-picture.ts';
export { addItem, updateItem } from './acts/write-item.ts';
export { selectCategories as listCategories } from './store/categories.ts';
export { searchWords } from './rules/search-words.ts';
export type { Category, ImportState, Item, Listing } from './tables.ts';
export { describeItems, getItem, itemTerms, wholesalePrices } from './views/describe-items.ts';
export { exportTable } from './views/export-items.ts';
export { shelfTerms, type ShelfTerms } from './views/shelf-terms.ts';
export { getImport } from './views/get-import.ts';
export { listItems } from './views/list-items.ts';
export {
  findListings,
  listedGoods,
  listListings,
  type ListedGoods,
  type ListingOffer,
} from './views/list-listings.ts';
export { newestItems } from './views/newest-items.ts';
