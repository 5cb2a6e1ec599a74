import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { ShareCard } from '../domains/live/index.ts';
import { drawShareCard } from './share-card.ts';

const card = {
  shareCode: '7F3K9QX2',
  title: '茂名荔枝专场 <今晚> & 更多更多更多更多',
  shopName: '阿珍鲜果',
  hostShopName: '阿珍鲜果',
  sharerName: '王"姐"',
  startsAt: new Date('2026-11-23T11:30:00Z'),
  isLive: false,
  item: {
    item: { name: '白糖罂荔枝', spec: '2.5 kg' },
    sellerShopName: '阿珍鲜果',
    priceFen: 2_380n,
    usualPriceFen: 3_200n,
    progress: { paidQuantity: 82, nextGap: 18 },
  } as unknown as ShareCard['item'],
};
const link = 'https://lianbo.example/s/7F3K9QX2?alliance=guihua';

test('the card names shop, sharer, goods, price and time, and calls nothing outside', () => {
  const svg = drawShareCard(card, link);
  for (const words of [
    '阿珍鲜果 直播间',
    '¥23.80',
    '平时 ¥32.00',
    '11月23日 19:30 开播',
    '已集 82 件，还差 18 件',
    '7F3K9QX2',
  ])
    expect(svg).toContain(words);
  expect(svg).toContain('王&#34;姐&#34;<');
  expect(svg).toContain('&#60;今晚&#62;');
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|<image|<script/);
});

test('it is a picture that can be drawn, and the QR code has its dark corners', async () => {
  const { data, info } = await sharp(Buffer.from(drawShareCard(card, link)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([600, 800]);
  const isDark = (x: number, y: number) => data[(y * info.width + x) * info.channels]! < 128;
  // Top left of each finder pattern, three modules in; the fourth corner has none.
  expect([isDark(342, 542), isDark(558, 542), isDark(342, 758)]).toEqual([true, true, true]);
});

test('long names stay inside the card', async () => {
  const long = '特别特别长的名字'.repeat(6);
  const svg = drawShareCard(
    { ...card, title: long, shopName: long, hostShopName: long, sharerName: long },
    link,
  );
  const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => data.subarray((y * info.width + x) * info.channels).subarray(0, 3);
  // The margin beside the title shows the plain green of the head, and what is beside the QR code the plain ground.
  for (let y = 40; y < 200; y += 1) expect([...pixel(590, y)]).toEqual([...pixel(590, 20)]);
  for (let y = 560; y < 780; y += 1) expect([...pixel(316, y)]).toEqual([...pixel(316, 550)]);
});

test('a card without goods, and of a session on air, is drawn too', () => {
  const svg = drawShareCard({ ...card, item: null, isLive: true }, link);
  expect(svg).toContain('正在直播');
  expect(svg).not.toContain('¥');
});
