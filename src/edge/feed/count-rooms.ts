interface Room {
  /** Open feed subscriptions. */
  readonly listeners: number;
  /** Open videos. */
  readonly watchers: number;
}

export interface RoomCounts {
  count(sessionId: string, shopId: string, seen: Partial<Room>): void;
  /** Viewers by room shop; rooms without any are absent. */
  viewersOf(sessionId: string): ReadonlyMap<string, number>;
  /** Rooms counted anew since the last call. */
  takeChanged(): { sessionId: string; shopId: string }[];
}

/** Counts viewers per room: listeners or watchers, whichever are more. Empty rooms take no memory. */
export function countRooms(): RoomCounts {
  const sessions = new Map<string, Map<string, Room>>();
  const changed = new Map<string, { sessionId: string; shopId: string }>();
  return {
    count(sessionId, shopId, seen) {
      const rooms = sessions.get(sessionId) ?? new Map<string, Room>();
      const room = { listeners: 0, watchers: 0, ...rooms.get(shopId), ...seen };
      if (room.listeners + room.watchers > 0) rooms.set(shopId, room);
      else rooms.delete(shopId);
      if (rooms.size > 0) sessions.set(sessionId, rooms);
      else sessions.delete(sessionId);
      changed.set(`${sessionId}:${shopId}`, { sessionId, shopId });
    },
    viewersOf(sessionId) {
      const rooms = [...(sessions.get(sessionId) ?? [])];
      return new Map(rooms.map(([shopId, room]) => [shopId, Math.max(room.listeners, room.watchers)]));
    },
    takeChanged() {
      const rooms = [...changed.values()];
      changed.clear();
      return rooms;
    },
  };
}
