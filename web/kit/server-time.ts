/**
 * The server's clock as this device sees it. Countdowns and "today" follow the server, because a phone's clock may be
 * minutes off. The client and the feed report what they hear; until then the device's own clock is used.
 */
let offsetMs = 0;

/** `serverMs` heard just now, after a round trip of `roundTripMs`; half of it is taken as the way back. */
export function noteServerTime(serverMs: number, roundTripMs = 0): void {
  offsetMs = serverMs + roundTripMs / 2 - Date.now();
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}
