/** Black and white cells that survive encoding: a picture's number and the moment it was drawn. */
const columns = 8;
const rows = 6;
const numberBits = 16;

export interface Stamp {
  /** 0–65,535. */
  picture: number;
  /** Unix time modulo 2^32 milliseconds. */
  drawnMs: number;
}

export function drawStamp(ctx: CanvasRenderingContext2D, { picture, drawnMs }: Stamp): void {
  const { width, height } = ctx.canvas;
  for (let i = 0; i < columns * rows; i += 1) {
    const bit = i < numberBits ? (picture >>> i) & 1 : ((drawnMs >>> 0) / 2 ** (i - numberBits)) & 1;
    ctx.fillStyle = bit === 1 ? '#fff' : '#000';
    const column = i % columns;
    const row = Math.floor(i / columns);
    ctx.fillRect((column * width) / columns, (row * height) / rows, width / columns + 1, height / rows + 1);
  }
}

/** Reads a stamp from a small canvas onto which the picture was drawn. */
export function readStamp(ctx: CanvasRenderingContext2D): Stamp {
  const { width, height } = ctx.canvas;
  const pixels = ctx.getImageData(0, 0, width, height).data;
  const stamp: Stamp = { picture: 0, drawnMs: 0 };
  for (let i = 0; i < columns * rows; i += 1) {
    const x = Math.floor((((i % columns) + 0.5) * width) / columns);
    const y = Math.floor(((Math.floor(i / columns) + 0.5) * height) / rows);
    const isWhite = (pixels[(y * width + x) * 4] ?? 0) > 127;
    if (isWhite && i < numberBits) stamp.picture += 2 ** i;
    else if (isWhite) stamp.drawnMs += 2 ** (i - numberBits);
  }
  return stamp;
}
