/** A phone away longer than this has left: viewers are told, the session's page decides what follows. */
export const reconnectGraceMillis = 10_000;
/** Frames are sent on in chunks of this length: 10 a second cost a third of the CPU that 77 single frames do. */
export const chunkMillis = 100;
/** What one viewer may have waiting in the server, about 4 s at 1 Mbit/s; beyond it he skips to a key frame. */
export const viewerQueueBytes = 512 * 1024;
/** A viewer who takes nothing for so long is let go; his player comes back by itself. */
export const viewerStalledMillis = 20_000;
/** The pictures since the last key frame, kept for whoever joins next. A publisher sends a key frame a second. */
export const groupBytes = 8 * 1024 * 1024;
/** Pictures go on without a sound whose configuration has not come so long after the first of them. */
export const soundPatienceMicros = 3_000_000;
/** Frames held while the sound's configuration is still awaited: 3 s of 60 pictures and of sound. */
export const heldFrames = 512;
/** A publisher's clock that moves further than this between two frames starts a new line. */
export const clockJumpMicros = 5_000_000;
/** One WebSocket message of a publisher: the largest is a key frame. */
export const ingestMessageBytes = 2 * 1024 * 1024;
/** What a publisher may send in any one second (16 Mbit/s). */
export const ingestBytesPerSecond = 2 * 1024 * 1024;
/** A publisher silent for so long is taken as lost, though his socket still looks open. */
export const ingestSilenceMillis = 5_000;
/** An RTMP connection that neither publishes nor plays is closed after this silence. */
export const rtmpIdleMillis = 10_000;
/** Pings find sockets whose other end has vanished. */
export const pingMillis = 15_000;
export const streamsPerHub = 500;
export const publishersPerHub = 2 * streamsPerHub;
export const viewersPerHub = 20_000;
/** How often counts and acknowledgements are sent. */
export const reportMillis = 1_000;
/** Kicks remembered; the oldest is forgotten first. Tokens live for hours, kicks are rare. */
export const rememberedKicks = 10_000;
/** Tokens whose signature was good, by their text of about 300 bytes. */
export const rememberedTokens = 20_000;
/** What may wait for the disk, about two minutes of a stream. */
export const recorderQueueBytes = 32 * 1024 * 1024;
/** Different refusals told to the log in one second; the kinds beyond it are an attack, and the first ones tell it. */
export const refusalKindsPerReport = 50;
/** A part of LL-HLS ends with the first picture that reaches this, less a camera's jitter. */
export const hlsPartMicros = 199_000;
/** Announced for parts: what 200 ms become when pictures come 25 or 30 times a second; 85 % of it are 200 ms. */
export const hlsPartTargetMicros = 235_000;
/** A segment ends with the first key frame after this, so that a key frame a second makes segments of a second. */
export const hlsShortestSegmentMicros = 900_000;
/** A host who sends no key frames is cut here, wherever that is. */
export const hlsLongestSegmentMicros = 12_000_000;
/** Segments a player may still ask for. */
export const hlsKeptSegments = 8;
/** Parts are listed for these newest segments only; older ones are asked for whole. */
export const hlsSegmentsWithParts = 4;
/** A request for what is not there yet waits so long at most. */
export const hlsPatienceMillis = 6_000;
/** An HLS viewer who asked for nothing so long has left. */
export const hlsAbsentMillis = 10_000;
/** HTTP connections that take or send nothing so long are closed. */
export const httpIdleMillis = 20_000;
