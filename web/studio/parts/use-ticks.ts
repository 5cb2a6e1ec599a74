import { useState } from 'react';

/** Selling points of an item already said. Kept on this phone, so that a reload in the middle of a session loses nothing. */
export function useTicks(sessionItemId: string): {
  isTicked: (point: number) => boolean;
  tick: (point: number) => void;
} {
  const key = `lianbo.studio.said.${sessionItemId}`;
  const [, redraw] = useState(0);
  const ticked = new Set<number>(JSON.parse(sessionStorage.getItem(key) ?? '[]') as number[]);
  return {
    isTicked: (point) => ticked.has(point),
    tick(point) {
      if (!ticked.delete(point)) ticked.add(point);
      sessionStorage.setItem(key, JSON.stringify([...ticked]));
      redraw((n) => n + 1);
    },
  };
}
