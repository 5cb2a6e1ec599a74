import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Output } from '../../contract/endpoint.ts';
import {
  cancelSession,
  checkHostIdentity,
  clickItem,
  describeShareCard,
  endSession,
  enterRoom,
  forgetReminder,
  getChecklist,
  getPublishUrl,
  getReplay,
  getReplayKeeping,
  getRoom,
  getSession,
  holdReplay,
  joinSession,
  leaveSession,
  listBannedWords,
  listHostIdentities,
  listLiveNow,
  listReplays,
  listSessions,
  mutePerson,
  nameSubstitute,
  ownInRoom,
  pinItem,
  putBannedWords,
  releaseReplay,
  remindMe,
  removeBannedWord,
  resolveShare,
  reviewChat,
  scheduleSession,
  sendChat,
  sessionAudience,
  setFlashPrice,
  shareRoom,
  startSession,
  takeOver,
  tickCheck,
  unmutePerson,
  updateSession,
  writeScript,
  type Stage,
} from '../domains/live/index.ts';
import { currentDropFor } from '../domains/marketing/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import type { Fen } from '../kernel/money.ts';
import { refuseUnless } from '../kernel/refusal.ts';
import { act, download, read, readMostlyShared, type Call, type Door } from './route.ts';
import { drawShareCard } from './share-card.ts';

/** What a session sold, as insight counts it; rooms without orders may be absent. */
export interface SessionSales {
  readonly orders: number;
  readonly paidOrders: number;
  readonly gmvFen: Fen;
  readonly hostEarningFen: Fen;
  readonly rooms: ReadonlyMap<string, { readonly orders: number; readonly gmvFen: Fen }>;
}

export interface LiveDeps {
  readonly stage: Stage;
  readonly media: Pick<MediaEngine, 'createIngest' | 'playback' | 'playToken'>;
  /** The lower end of the funnel: domains above live know it. */
  readSales(db: Reader, sessionId: string): Promise<SessionSales>;
  /** "https://lianbo.example": what a phone can open, for QR codes. */
  originOf(call: Call): string;
}

const done = { done: true } as const;

export function liveDoors(deps: LiveDeps): Door[] {
  return [
    ...roomDoors(deps),
    ...replayDoors(deps),
    ...shareDoors(deps),
    ...planDoors(deps),
    ...stageDoors(deps),
    ...backstageDoors(),
    ...wordDoors(),
  ];
}

/** For whoever watches. */
function roomDoors(deps: LiveDeps): Door[] {
  const { live } = contract;
  return [
    read(live.listLiveNow, (db, input) => listLiveNow(db, deps.stage, input)),
    readMostlyShared(
      live.getRoom,
      async (db, input) => ({
        ...(await getRoom(db, deps, input)),
        ...(await currentDropFor(db, input.sessionId)),
      }),
      (db, input, common) => roomForMe(db, deps, input, common),
    ),
    act(live.enterRoom, async (tx, input) => {
      await enterRoom(tx, input);
      return done;
    }),
    act(live.clickItem, async (tx, input) => {
      await clickItem(tx, input);
      return done;
    }),
    act(live.remindMe, async (tx, input) => ({ reminderCount: await remindMe(tx, input) })),
    act(live.forgetReminder, async (tx, input) => ({ reminderCount: await forgetReminder(tx, input) })),
    act(live.sendChat, (tx, input) => sendChat(tx, input)),
  ];
}

type RoomAsItTravels = z.input<typeof contract.live.getRoom.output>;

/** The room that everybody is shown, with one's own mute, reminder, coupon and video address; closed to the banned. */
async function roomForMe(
  db: Reader,
  { media }: Pick<LiveDeps, 'media'>,
  { sessionId, shopId }: { readonly sessionId: string; readonly shopId: string },
  common: RoomAsItTravels,
): Promise<RoomAsItTravels> {
  const { memberId } = db.actor!;
  const { mutedUntil, isBanned, isReminded } = await ownInRoom(db, sessionId, memberId);
  refuseUnless(!isBanned, 'room-banned');
  const { myCoupon } = common.coupon === null ? { myCoupon: null } : await currentDropFor(db, sessionId);
  const viewer = { roomId: shopId, memberId };
  return {
    ...common,
    session: { ...common.session, isReminded },
    playUrl: common.playUrl === null ? null : media.playback({ streamId: sessionId }, viewer).path,
    mutedUntil: mutedUntil?.toISOString() ?? null,
    myCoupon: z.encode(contract.live.getRoom.output.shape.myCoupon, myCoupon),
  };
}

/** What is left of a session. */
function replayDoors(deps: LiveDeps): Door[] {
  const { live } = contract;
  return [
    read(live.getReplay, (db, input) => getReplay(db, deps, input)),
    read(live.listReplays, (db, input) => listReplays(db, input)),
    read(live.getReplayKeeping, (db, { sessionId }) => getReplayKeeping(db, sessionId)),
    act(live.holdReplay, async (tx, input) => {
      await holdReplay(tx, input);
      return done;
    }),
    act(live.releaseReplay, async (tx, input) => {
      await releaseReplay(tx, input);
      return done;
    }),
  ];
}

function shareDoors({ originOf }: LiveDeps): Door[] {
  const { live } = contract;
  return [
    act(live.shareRoom, async (tx, input, { slug }) => {
      const { shareCode, title } = await shareRoom(tx, input);
      const cardPath = `/api/shares/${shareCode}/card`;
      return { shareCode, title, path: sharePath(shareCode, slug), cardPath };
    }),
    download(live.getShareCard, async (db, { shareCode }, call) => {
      const card = await describeShareCard(db, shareCode);
      const link = originOf(call) + sharePath(card.shareCode, call.slug);
      return {
        fileName: `lianbo-${card.shareCode}.svg`,
        type: 'image/svg+xml; charset=utf-8',
        bytes: drawShareCard(card, link),
      };
    }),
    read(live.resolveShare, (db, { shareCode }) => resolveShare(db, shareCode)),
  ];
}

/** A page of the shopper client: short, because it becomes a QR code. */
function sharePath(shareCode: string, slug: string): string {
  return `/s/${shareCode}?alliance=${slug}`;
}

/** For whoever plans sessions. */
function planDoors({ stage }: LiveDeps): Door[] {
  const { live } = contract;
  return [
    read(live.listSessions, (db, input) => listSessions(db, stage, input)),
    read(live.getSession, (db, { sessionId }) => getSession(db, stage, sessionId)),
    act(live.scheduleSession, async (tx, input) => getSession(tx, stage, await scheduleSession(tx, input))),
    act(live.updateSession, async (tx, input) => {
      await updateSession(tx, input);
      return getSession(tx, stage, input.sessionId);
    }),
    act(live.joinSession, async (tx, input) => {
      await joinSession(tx, input);
      return done;
    }),
    act(live.leaveSession, async (tx, input) => {
      await leaveSession(tx, input);
      return done;
    }),
    act(live.cancelSession, async (tx, input) => {
      await cancelSession(tx, input);
      return done;
    }),
  ];
}

/** What goes with standing on the stage: may one, who else may, what is said. */
function backstageDoors(): Door[] {
  const { live } = contract;
  return [
    read(live.getChecklist, (db, { sessionId }) => getChecklist(db, sessionId)),
    act(live.tickCheck, async (tx, input) => {
      await tickCheck(tx, input);
      return getChecklist(tx, input.sessionId);
    }),
    read(live.listHostIdentities, (db) => listHostIdentities(db)),
    act(live.checkHostIdentity, async (tx, input) => {
      await checkHostIdentity(tx, input);
      return done;
    }),
    act(live.nameSubstitute, async (tx, input) => {
      await nameSubstitute(tx, input);
      return done;
    }),
    act(live.takeOver, async (tx, input) => {
      await takeOver(tx, input);
      return done;
    }),
    act(live.writeScript, async (tx, input) => {
      await writeScript(tx, input);
      return done;
    }),
  ];
}

/** For whoever stands on the stage. */
function stageDoors({ stage, media, readSales }: LiveDeps): Door[] {
  const { live } = contract;
  return [
    act(live.startSession, async (tx, { sessionId }) => {
      await startSession(tx, { sessionId });
      const { publishUrl } = await getPublishUrl(tx, media, sessionId);
      return { session: await getSession(tx, stage, sessionId), publishUrl };
    }),
    read(live.getPublishUrl, (db, { sessionId }) => getPublishUrl(db, media, sessionId)),
    act(live.endSession, async (tx, { sessionId }) => {
      await endSession(tx, { sessionId });
      return getSession(tx, stage, sessionId);
    }),
    act(live.pinItem, async (tx, input) => {
      await pinItem(tx, input);
      return done;
    }),
    act(live.setFlashPrice, async (tx, input) => {
      await setFlashPrice(tx, input);
      return done;
    }),
    act(live.mutePerson, async (tx, input) => {
      await mutePerson(tx, input);
      return done;
    }),
    act(live.unmutePerson, async (tx, input) => {
      await unmutePerson(tx, input);
      return done;
    }),
    act(live.reviewChat, (tx, input) => reviewChat(tx, input)),
    read(live.getFunnel, (db, { sessionId }) => getFunnel(db, stage, sessionId, readSales)),
  ];
}

async function getFunnel(
  db: Reader,
  stage: Stage,
  sessionId: string,
  readSales: LiveDeps['readSales'],
): Promise<Output<typeof contract.live.getFunnel>> {
  const audience = await sessionAudience(db, stage, sessionId);
  const sales = await readSales(db, sessionId);
  const nothing = { orders: 0, gmvFen: 0n };
  const { visits } = audience;
  return {
    ...audience,
    ...sales,
    gpmFen: visits === 0 ? 0n : (sales.gmvFen * 1_000n) / BigInt(visits),
    rooms: audience.rooms.map((room) => ({ ...room, ...(sales.rooms.get(room.shopId) ?? nothing) })),
  };
}

function wordDoors(): Door[] {
  const { live } = contract;
  return [
    read(live.listBannedWords, async (db) => ({ rows: await listBannedWords(db) })),
    act(live.putBannedWord, async (tx, input) => {
      await putBannedWords(tx, [input]);
      return done;
    }),
    act(live.removeBannedWord, async (tx, { word }) => {
      await removeBannedWord(tx, word);
      return done;
    }),
  ];
}
