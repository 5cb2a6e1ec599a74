/** Events of a topic are gathered this long and travel in one frame: halves the CPU at 30 events a second. */
export const tickMillis = 150;
/** What may be caught up with after a gap, per topic. */
export const ringFrames = 120;
export const ringBytes = 512 * 1024;
/** A frame of this many events does not wait for its tick. */
export const eventsPerFrame = 200;
/** More waiting events than this mean that a read hangs: everyone starts again from the state. */
export const pendingEvents = 5_000;
/** A topic that nobody listens to is forgotten after this. */
export const idleTopicMillis = 60_000;
/**
 * Frame numbers of a new topic begin at the time in these units. A topic makes fewer frames than that, so that a number
 * from before it was forgotten is never taken for a current one.
 */
export const firstFrameUnitMillis = 20;
