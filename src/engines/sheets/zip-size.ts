const endOfDirectory = 0x06_05_4b_50;
const directoryEntry = 0x02_01_4b_50;
const endBytes = 22;
const entryBytes = 46;
const commentBytesMax = 65_535;

/**
 * Bytes that a ZIP says it unpacks to, from its central directory (APPNOTE 4.3.12), or null when it has none. A file
 * that lies is stopped by the memory limit of the reading thread.
 */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let n = 0; n < entries; n += 1) {
    if (at + entryBytes > view.byteLength || view.getUint32(at, true) !== directoryEntry) return null;
    total += view.getUint32(at + 24, true);
    at +=
      entryBytes +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return total;
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= 0 && at >= last - commentBytesMax; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  return null;
}
