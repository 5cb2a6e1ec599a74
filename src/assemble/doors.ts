import { randomInt } from 'node:crypto';
import { applyBps } from '../kernel/money.ts';
import type { Clock } from '../kernel/clock.ts';
import { sessionSums } from '../domains/insight/index.ts';
import { readOrderExtras } from '../domains/fulfilment/index.ts';
import { currentRules } from '../domains/rulebook/index.ts';
import { catalogDoors } from '../edge/catalog.ts';
import type { KeptStage } from '../edge/feed/stage.ts';
import { fulfilmentDoors } from '../edge/fulfilment.ts';
import { insightDoors } from '../edge/insight.ts';
import type { Intake } from '../edge/intake.ts';
import { liveDoors, type SessionSales } from '../edge/live.ts';
import { marketingDoors } from '../edge/marketing.ts';
import { mediaCheckDoors } from '../edge/media-check.ts';
import { membershipDoors } from '../edge/membership.ts';
import { orderingDoors } from '../edge/ordering.ts';
import type { Call, Door } from '../edge/route.ts';
import { pushDoors } from '../edge/push.ts';
import { rotaDoors } from '../edge/rota.ts';
import { rulebookDoors } from '../edge/rulebook.ts';
import { settlementDoors } from '../edge/settlement.ts';
import { stockDoors } from '../edge/stock.ts';
import { supplyDoors } from '../edge/supply.ts';
import { isPushService } from '../engines/notify/web-push.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Reader } from '../engines/db/tx.ts';
import type { Engines } from './engines.ts';

export interface DoorParts {
  readonly engines: Engines;
  readonly app: Funnel;
  readonly clock: Clock;
  readonly secret: string;
  readonly isDemo: boolean;
  readonly codesPerAddressPerHour: number | null;
  readonly isSecure: boolean;
  readonly stage: KeptStage;
  readonly intake: Intake;
}

/** Every door of the contract with what it needs, domain by domain. */
export function allDoors(parts: DoorParts): Door[] {
  const { engines, secret, stage } = parts;
  return [
    ...membershipDoors({
      sms: engines.sms,
      secret,
      isDemo: parts.isDemo,
      ...(parts.codesPerAddressPerHour ? { codesPerAddressPerHour: parts.codesPerAddressPerHour } : {}),
    }),
    ...pushDoors({ publicKey: engines.pushKey, isPushService }),
    ...rulebookDoors(),
    ...catalogDoors({ files: engines.files, sheets: engines.sheets, feed: engines.feed }),
    ...stockDoors(),
    ...supplyDoors({ secret }),
    ...liveDoors({
      stage,
      media: engines.media,
      readSales,
      originOf: (call) => originOf(call, parts.isSecure),
    }),
    ...marketingDoors(),
    ...rotaDoors(),
    ...mediaCheckDoors(engines.mediaCheck),
    ...orderingDoors({
      intake: parts.intake,
      pay: engines.pay,
      funnel: parts.app,
      clock: parts.clock,
      readExtras: readOrderExtras,
    }),
    ...fulfilmentDoors({
      files: engines.files,
      newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    }),
    ...settlementDoors(),
    ...insightDoors({ stage }),
  ];
}

/** What a session sold by room; the host's share is what the rule book in force would give of it. */
async function readSales(db: Reader, sessionId: string): Promise<SessionSales> {
  const rooms = await sessionSums(db, [sessionId]);
  const gmvFen = rooms.reduce((sum, room) => sum + room.gmvFen, 0n);
  const { rules } = await currentRules(db);
  return {
    orders: rooms.reduce((sum, room) => sum + room.orders, 0),
    paidOrders: rooms.reduce((sum, room) => sum + room.paidOrders, 0),
    gmvFen,
    hostEarningFen: applyBps(gmvFen, rules.hostShareBps),
    rooms: new Map(rooms.map((room) => [room.shopId, { orders: room.orders, gmvFen: room.gmvFen }])),
  };
}

function originOf(call: Call, isSecure: boolean): string {
  return `${isSecure ? 'https' : 'http'}://${String(call.headers['host'] ?? 'localhost')}`;
}
