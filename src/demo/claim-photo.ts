import sharp from 'sharp';
import type { FilesEngine } from '../engines/files/port.ts';

/** A drawn bad piece of fruit, labelled as what it is: the demo has no photographs of anybody's kitchen. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720">
  <rect width="960" height="720" fill="#efe6d8"/>
  <circle cx="330" cy="390" r="170" fill="#f08a24"/><circle cx="610" cy="400" r="175" fill="#e9791b"/>
  <path d="M560 330c80-40 170 20 150 110s-150 90-180 20 0-110 30-130z" fill="#6f7a55"/>
  <path d="M585 355c50-20 100 15 90 65s-90 55-110 15 5-70 20-80z" fill="#dfe3d3"/>
  <path d="M320 225l22-34 14 34z" fill="#4f7a3a"/><path d="M600 230l22-34 14 34z" fill="#4f7a3a"/>
  <rect x="24" y="648" width="150" height="48" rx="8" fill="#00000066"/>
  <text x="99" y="681" font-size="26" text-anchor="middle" fill="#fff" font-family="sans-serif">演示画面</text>
</svg>`;

/** Stores the drawing as the photo of a claim on this line. */
export async function storeClaimPhoto(files: FilesEngine, orderLineId: string): Promise<string> {
  const png = await sharp(Buffer.from(drawing)).png().toBuffer();
  return files.putPicture(`private/claims/${orderLineId}`, png, 'fit');
}
