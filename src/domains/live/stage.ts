/**
 * What happens on the stage right now. It lives in memory, not in tables, and is kept by the edge: a viewer is an open
 * feed subscription of the room or an open video of it, whichever are more, because video may be off.
 */
export interface Stage {
  /** Viewers now by room shop; rooms without any are absent. */
  viewersOf(sessionId: string): ReadonlyMap<string, number>;
  /** The host's video broke off and is not back yet. */
  isReconnecting(sessionId: string): boolean;
}

/** All rooms of a session together. */
export function totalViewers(stage: Stage, sessionId: string): number {
  return [...stage.viewersOf(sessionId).values()].reduce((sum, count) => sum + count, 0);
}

/** The stage of background work and tests of other domains: nobody watches. */
export const emptyStage: Stage = { viewersOf: () => new Map(), isReconnecting: () => false };
