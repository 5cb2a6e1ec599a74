/** Connections of one process. */
export const socketsMax = 20_000;
/** Topics of one connection: a page needs a handful, the big screen a few dozen. */
export const topicsPerSocket = 64;
/** Frames a client may send at once, and how many a second it earns back. */
export const frameBurst = 128;
export const framesPerSecond = 20;
export const frameBytes = 1_024;
/** What may wait in the server for one client; beyond it the connection is closed and resumes with `since`. */
export const queueBytes = 512 * 1_024;
/** Shorter frames are not worth compressing. */
export const deflateBytes = 1_024;
/** A client that was told to go and takes nothing is cut off after this. */
export const partingMillis = 2_000;
/** How often a client must prove that it is there and still signed in. */
export const heartbeatMillis = 25_000;

/** Close codes a client may show or log; all but `notAllowed` and `badFrame` invite it to come back. */
export const closeCodes = {
  goingAway: 1_001,
  badFrame: 1_008,
  tooSlow: 1_013,
  tooManyFrames: 4_429,
  signedOut: 4_401,
} as const;
