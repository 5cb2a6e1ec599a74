import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatYuan } from '../src/kernel/money.ts';
import { closeBooks } from './job/closing.ts';
import { liveEvening } from './job/evening.ts';
import { checkBooks, type Guarantee } from './job/guarantees.ts';
import { nextDay } from './job/next-day.ts';
import { openStage } from './job/stage.ts';
import { startTimeline } from './job/timeline.ts';
import { buildTown } from './job/town.ts';

/**
 * The main job from a live session to money split to the fen, headless: a fresh database, the whole server, and people
 * who only use HTTP and WebSocket. Exits 1 when a guarantee does not hold.
 *
 *   npm run job [-- --shoppers 300] [--json FILE]
 */
const { values } = parseArgs({
  options: { shoppers: { type: 'string', default: '300' }, json: { type: 'string' } },
});
const shopperCount = Number(values.shoppers);
if (!Number.isInteger(shopperCount) || shopperCount < 200 || shopperCount > 2_000) {
  throw new Error(
    '--shoppers takes a whole number from 200 to 2000: fewer do not carry the pool over two tiers',
  );
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const timeline = startTimeline(say);
const guarantees: Guarantee[] = [];
const stage = await openStage(timeline);
let statements: readonly { party: string; dueFen: string }[] = [];
try {
  const town = await buildTown(stage);
  const evening = await liveEvening(stage, town, shopperCount);
  guarantees.push(...evening.guarantees, await checkBooks(stage, '直播当晚'));
  await town.host.api.live.endSession({ sessionId: evening.sessionId });
  evening.stopVideo();
  timeline.note('主播', '下播');
  guarantees.push(...(await nextDay(stage, town, evening)));
  const closing = await closeBooks(stage, town, evening);
  guarantees.push(...closing.guarantees);
  statements = closing.statements;
  for (const shopper of evening.shoppers) shopper.leave();
} catch (error) {
  guarantees.push({
    name: '主线走到底',
    held: false,
    figures: error instanceof Error ? error.message : String(error),
  });
  if (error instanceof Error) console.error(error);
} finally {
  await stage.close();
}

say('');
for (const { party, dueFen } of statements)
  say(`  ${party.padEnd(10, '　')}${formatYuan(BigInt(dueFen)).padStart(14)}`);
say('');
for (const { name, held, figures } of guarantees)
  say(`${held ? '✓' : '✗'} ${name.padEnd(18, '　')}${figures}`);
const failed = guarantees.filter((guarantee) => !guarantee.held).length;
say('');
say(failed === 0 ? `全部 ${guarantees.length} 项保证成立` : `${failed} 项保证不成立`);
if (values.json)
  writeFileSync(
    values.json,
    `${JSON.stringify({ shoppers: shopperCount, timeline: timeline.entries, statements, guarantees }, null, 2)}\n`,
  );
process.exitCode = failed === 0 ? 0 : 1;
