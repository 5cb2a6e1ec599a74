import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { floors, type Floor } from './floors.ts';

const root = join(import.meta.dirname, '..');
const picturePath = join(root, 'docs', 'architecture.svg');
const widthPx = 860;
const marginPx = 24;
const floorHeightPx = 44;
const gapPx = 8;
const labelWidthPx = 300;
const headPx = 56;

/** The floors with the rooms that hold a file: what comes later is not on the picture. */
function builtFloors(): Floor[] {
  const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  return floors
    .map((floor) => ({
      ...floor,
      rooms: floor.rooms.filter(({ path }) => files.some((file) => file.startsWith(path))),
    }))
    .filter(({ rooms }) => rooms.length > 0);
}

/** The picture in ARCHITECTURE.md as SVG text, the highest floor on top. */
function drawArchitecture(built: readonly Floor[]): string {
  const heightPx = headPx + built.length * (floorHeightPx + gapPx) + marginPx;
  const drawn = floors
    .toReversed()
    .map((floor, row) => drawFloor(floor, headPx + row * (floorHeightPx + gapPx)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${heightPx}" font-family="system-ui, sans-serif" role="img" aria-label="The floors of Lianbo">`,
    `<rect width="${widthPx}" height="${heightPx}" fill="#fffdf9"/>`,
    `<text x="${marginPx}" y="34" font-size="15" fill="#3b3a36">Imports go down only · news goes up as facts through the outbox · rooms on one floor are strangers</text>`,
    ...drawn.flat(),
    '</svg>',
    '',
  ].join('\n');
}

function drawFloor(floor: Floor, topPx: number): string[] {
  const roomsLeftPx = marginPx + labelWidthPx;
  const roomGapPx = floor.rooms.length > 1 ? gapPx : 0;
  const roomWidthPx =
    (widthPx - marginPx - roomsLeftPx - roomGapPx * (floor.rooms.length - 1)) / floor.rooms.length;
  const middlePx = topPx + floorHeightPx / 2 + 5;
  const rooms = floor.rooms.flatMap(({ name, path }, index) => {
    const leftPx = round(roomsLeftPx + index * (roomWidthPx + roomGapPx));
    const fill = path.startsWith('src/domains/') ? '#e9f3e6' : '#f3ece0';
    return [
      `<rect x="${leftPx}" y="${topPx}" width="${round(roomWidthPx)}" height="${floorHeightPx}" rx="6" fill="${fill}" stroke="#8d8a80"/>`,
      `<text x="${round(leftPx + roomWidthPx / 2)}" y="${middlePx}" font-size="15" font-weight="600" text-anchor="middle" fill="#2b2a27">${name}</text>`,
    ];
  });
  return [
    `<text x="${marginPx}" y="${middlePx}" font-size="13" fill="#6a675f">${floor.holds}</text>`,
    ...rooms,
  ];
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}

if (import.meta.main) {
  const picture = drawArchitecture(builtFloors());
  if (process.argv.includes('--check')) {
    const current = existsSync(picturePath) ? readFileSync(picturePath, 'utf8') : '';
    if (current !== picture) {
      console.error(
        'docs/architecture.svg is not what tools/floors.ts says: run node tools/draw-architecture.ts',
      );
      process.exitCode = 1;
    }
  } else {
    mkdirSync(dirname(picturePath), { recursive: true });
    writeFileSync(picturePath, picture);
  }
}
