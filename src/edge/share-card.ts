import QRCode from 'qrcode';
import type { ShareCard } from '../domains/live/index.ts';
import { addSeconds } from '../kernel/clock.ts';
import { formatYuan } from '../kernel/money.ts';

const width = 600;
const height = 800;
const margin = 40;
const qrSize = 220;
const fullWidth = width - 2 * margin;
/** Latin letters and digits are about this wide, in ems; Chinese characters one. */
const narrowEm = 0.58;
const fonts = "'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif";
const green = '#0f7a5a';
const ink = '#2a211b';
const grey = '#7a6f66';
const red = '#c8340b';

/** The picture of a share link: shop, host, goods with price, sharer, and a QR code. Calls nothing outside. */
export function drawShareCard(card: ShareCard, link: string): string {
  const { item } = card;
  const when = card.isLive ? '正在直播' : `${shanghaiTime(card.startsAt)} 开播`;
  const qrX = width - margin - qrSize;
  const qrY = height - margin - qrSize;
  const besideQr = qrX - 2 * margin;
  const lines = [
    `<rect width="${width}" height="${height}" rx="32" fill="#fff7ee"/>`,
    `<rect width="${width}" height="232" rx="32" fill="${green}"/><rect y="200" width="${width}" height="32" fill="${green}"/>`,
    text(margin, 72, 30, '#d9f2e6', fit(`${card.shopName} 直播间`, 30)),
    text(margin, 136, 42, '#ffffff', fit(card.title, 42), { weight: 700 }),
    text(margin, 190, 28, '#ffffff', fit(`${when} · ${card.hostShopName} 主播`, 28)),
    ...(item ? goods(item) : []),
    text(margin, qrY + 60, 30, ink, fit(card.sharerName, 30, besideQr), { weight: 700 }),
    text(margin, qrY + 100, 26, ink, '邀你一起看'),
    text(margin, qrY + 146, 26, grey, '扫码进直播间'),
    text(margin, qrY + 190, 26, grey, `口令 ${card.shareCode}`),
    `<rect x="${qrX - 16}" y="${qrY - 16}" width="${qrSize + 32}" height="${qrSize + 32}" rx="20" fill="#ffffff"/>`,
    drawQr(link, qrX, qrY),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `role="img" aria-label="${escape(`${card.shopName} 直播间：${card.title}`)}">${lines.join('')}</svg>`
  );
}

function goods(item: NonNullable<ShareCard['item']>): string[] {
  const price = formatYuan(item.priceFen);
  const { progress } = item;
  return [
    text(margin, 312, 40, ink, fit(`${item.item.name} ${item.item.spec}`.trim(), 40), { weight: 700 }),
    text(margin, 360, 26, grey, fit(`${item.sellerShopName} 售`, 26)),
    text(margin, 434, 60, red, price, { weight: 700 }),
    ...(item.usualPriceFen === null
      ? []
      : [text(margin, 480, 28, grey, `平时 ${formatYuan(item.usualPriceFen)}`)]),
    ...(progress === null || progress.nextGap === null
      ? []
      : [
          text(
            width - margin,
            480,
            24,
            ink,
            `已集 ${progress.paidQuantity} 件，还差 ${progress.nextGap} 件`,
            { anchor: 'end' },
          ),
        ]),
  ];
}

/** One path of squares: sharp at every size and small. */
function drawQr(link: string, x: number, y: number): string {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });
  const step = qrSize / modules.size;
  const squares = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) =>
      modules.get(row, column) ? `M${column} ${row}h1v1h-1z` : '',
    ).join(''),
  ).join('');
  return `<path transform="translate(${x} ${y}) scale(${step.toFixed(4)})" fill="${ink}" shape-rendering="crispEdges" d="${squares}"/>`;
}

interface TextLook {
  readonly weight?: number;
  readonly anchor?: 'start' | 'end';
}

function text(x: number, y: number, size: number, fill: string, words: string, look: TextLook = {}): string {
  const { weight = 400, anchor = 'start' } = look;
  return (
    `<text x="${x}" y="${y}" font-family="${fonts}" font-size="${size}" font-weight="${weight}" ` +
    `text-anchor="${anchor}" fill="${fill}">${escape(words)}</text>`
  );
}

/** Cut so that it stays within `room` pixels at this size. */
function fit(words: string, size: number, room = fullWidth): string {
  const characters = [...words];
  let left = room / size;
  const kept = characters.findIndex((character) => {
    left -= /[ -\u024f]/.test(character) ? narrowEm : 1;
    return left < 0;
  });
  return kept < 0 ? words : `${characters.slice(0, Math.max(0, kept - 1)).join('')}…`;
}

function escape(words: string): string {
  return words.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** "11月23日 19:30" in Asia/Shanghai. */
function shanghaiTime(at: Date): string {
  const local = addSeconds(at, 8 * 3_600);
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日 ${local.toISOString().slice(11, 16)}`;
}
