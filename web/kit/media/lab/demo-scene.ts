/** The drawn shop of the demo picture: everything in it moves in whole turns of the loop, so that end meets beginning. */
export const sceneWidth = 720;
export const sceneHeight = 1280;

const tau = Math.PI * 2;
const shelfY = [330, 505] as const;
const counterY = 930;

/** Goods of the season, by their Unicode name in the picture package. */
export const goods = {
  mandarin: '1f34a',
  pear: '1f350',
  apple: '1f34e',
  grapes: '1f347',
  carrot: '1f955',
  potato: '1f954',
  cabbage: '1f96c',
  broccoli: '1f966',
  corn: '1f33d',
  egg: '1f95a',
  milk: '1f95b',
  bread: '1f35e',
  sweetPotato: '1f360',
  dumpling: '1f95f',
} as const;

export type Pictures = Readonly<Record<keyof typeof goods, CanvasImageSource>>;

/** What never moves, drawn once. */
export function drawBackdrop(ctx: CanvasRenderingContext2D, pictures: Pictures): void {
  const wall = ctx.createLinearGradient(0, 0, 0, sceneHeight);
  wall.addColorStop(0, '#f7e3c4');
  wall.addColorStop(0.62, '#f0cfa2');
  wall.addColorStop(1, '#d8a878');
  ctx.fillStyle = wall;
  ctx.fillRect(0, 0, sceneWidth, sceneHeight);
  drawAwning(ctx);
  drawShelf(ctx, shelfY[0], [
    pictures.apple,
    pictures.pear,
    pictures.grapes,
    pictures.corn,
    pictures.broccoli,
  ]);
  drawShelf(ctx, shelfY[1], [pictures.bread, pictures.milk, pictures.egg, pictures.cabbage, pictures.carrot]);
  const counter = ctx.createLinearGradient(0, counterY, 0, sceneHeight);
  counter.addColorStop(0, '#b67a48');
  counter.addColorStop(0.06, '#9a6238');
  counter.addColorStop(1, '#5f3a20');
  ctx.fillStyle = counter;
  ctx.fillRect(0, counterY, sceneWidth, sceneHeight - counterY);
  ctx.fillStyle = '#d49c66';
  ctx.fillRect(0, counterY - 14, sceneWidth, 14);
}

function drawAwning(ctx: CanvasRenderingContext2D): void {
  const stripeWidth = 72;
  for (let i = 0; i * stripeWidth < sceneWidth; i += 1) {
    ctx.fillStyle = i % 2 === 0 ? '#0f7b5a' : '#f6f3ec';
    ctx.fillRect(i * stripeWidth, 0, stripeWidth, 78);
    ctx.beginPath();
    ctx.arc(i * stripeWidth + stripeWidth / 2, 78, stripeWidth / 2, 0, Math.PI);
    ctx.fill();
  }
}

function drawShelf(ctx: CanvasRenderingContext2D, y: number, row: readonly CanvasImageSource[]): void {
  ctx.fillStyle = 'rgb(120 70 30 / .14)';
  ctx.fillRect(40, y + 18, sceneWidth - 80, 12);
  ctx.fillStyle = '#c68e5a';
  ctx.fillRect(40, y, sceneWidth - 80, 18);
  row.forEach((picture, i) => {
    const x = 62 + i * 124;
    drawShadow(ctx, x + 50, y, 40);
    ctx.drawImage(picture, x, y - 98, 100, 100);
  });
}

function drawShadow(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.fillStyle = 'rgb(70 35 10 / .22)';
  ctx.beginPath();
  ctx.ellipse(x, y, radius, radius / 6, 0, 0, tau);
  ctx.fill();
}

/** What moves, over the backdrop. `turn` runs from 0 to 1 once in the loop. */
export function drawMoving(ctx: CanvasRenderingContext2D, pictures: Pictures, turn: number): void {
  drawLamp(ctx, turn);
  drawRolling(ctx, pictures, turn);
  drawPan(ctx, pictures, turn);
  drawSteam(ctx, turn);
  drawLabel(ctx);
}

function drawLamp(ctx: CanvasRenderingContext2D, turn: number): void {
  const swing = Math.sin(turn * tau * 3) * 0.05;
  ctx.save();
  ctx.translate(360, 100);
  ctx.rotate(swing);
  ctx.strokeStyle = '#4a443b';
  ctx.lineWidth = 4;
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(0, 70);
  ctx.stroke();
  ctx.fillStyle = '#d6420f';
  ctx.beginPath();
  ctx.ellipse(0, 92, 46, 30, 0, Math.PI, 0);
  ctx.fill();
  ctx.fillStyle = '#fae7b9';
  ctx.beginPath();
  ctx.ellipse(0, 93, 34, 9, 0, 0, tau);
  ctx.fill();
  ctx.restore();
}

/** Mandarins roll along the counter's edge from one basket to the other side, three at a time. */
function drawRolling(ctx: CanvasRenderingContext2D, pictures: Pictures, turn: number): void {
  const size = 96;
  const path = sceneWidth + size * 2;
  for (let i = 0; i < 4; i += 1) {
    const along = (turn * 2 + i / 4) % 1;
    const x = along * path - size;
    drawShadow(ctx, x, counterY + 4, 42);
    ctx.save();
    ctx.translate(x, counterY - size / 2 + 6);
    ctx.rotate((x / (size / 2)) * 0.9);
    ctx.drawImage(pictures.mandarin, -size / 2, -size / 2, size, size);
    ctx.restore();
  }
}

function drawPan(ctx: CanvasRenderingContext2D, pictures: Pictures, turn: number): void {
  ctx.fillStyle = '#35302a';
  ctx.beginPath();
  ctx.ellipse(360, 1090, 250, 62, 0, 0, tau);
  ctx.fill();
  ctx.fillStyle = '#57504a';
  ctx.beginPath();
  ctx.ellipse(360, 1078, 232, 50, 0, 0, tau);
  ctx.fill();
  for (let i = 0; i < 4; i += 1) {
    const hop = Math.max(0, Math.sin((turn * 8 + i / 4) * tau)) * 14;
    const picture = i % 2 === 0 ? pictures.sweetPotato : pictures.dumpling;
    ctx.drawImage(picture, 150 + i * 108, 960 - hop, 124, 124);
  }
}

function drawSteam(ctx: CanvasRenderingContext2D, turn: number): void {
  for (let i = 0; i < 10; i += 1) {
    const rise = (turn * 4 + i / 10) % 1;
    const x = 200 + ((i * 97) % 330) + Math.sin((rise + i / 3) * tau) * 22;
    const y = 985 - rise * 330;
    const radius = 40 + rise * 60;
    const puff = ctx.createRadialGradient(x, y, 0, x, y, radius);
    puff.addColorStop(0, `rgb(255 252 246 / ${(0.5 * Math.sin(rise * Math.PI)).toFixed(3)})`);
    puff.addColorStop(1, 'rgb(255 252 246 / 0)');
    ctx.fillStyle = puff;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, tau);
    ctx.fill();
  }
}

/** Nobody may take it for a real broadcast. */
function drawLabel(ctx: CanvasRenderingContext2D): void {
  const text = '演示画面';
  ctx.font = '600 30px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
  const width = ctx.measureText(text).width + 44;
  ctx.fillStyle = 'rgb(20 14 8 / .62)';
  ctx.beginPath();
  ctx.roundRect(360 - width / 2, 592, width, 56, 28);
  ctx.fill();
  ctx.fillStyle = '#ffffff';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, 360, 621);
}
