import type { Out } from '../../kit/use-api.ts';
import type { LineUpItem, StageNews } from './stage-news.ts';

export type Session = Out<'live', 'getSession'>;
/** An item with script, selling points and planned flash price. */
export type HostItem = Session['items'][number];

/** The line-up with scripts as it was read, prices and quantities as the feed tells them. */
export function hostItems(session: Session, news: StageNews | undefined): HostItem[] {
  const fresh = new Map(news?.items.map((item) => [item.sessionItemId, item]));
  // Since when an item is on show is told by the reading alone: the feed says no more than which one.
  return session.items.map((item) => {
    const { isPinned, pinnedAt } = item;
    return { ...item, ...fresh.get(item.sessionItemId), isPinned, pinnedAt };
  });
}

/** The item on show, and the one that comes after it; after the last one nothing comes. */
export function onShow<Item extends Pick<LineUpItem, 'sessionItemId'>>(
  items: readonly Item[],
  pinnedId: string | null,
): { pinned: Item | undefined; next: Item | undefined; position: number } {
  const at = items.findIndex(({ sessionItemId }) => sessionItemId === pinnedId);
  return { pinned: items[at], next: items[at + 1], position: at + 1 };
}
