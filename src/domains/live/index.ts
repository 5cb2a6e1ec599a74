export { scheduleSession } from './acts/schedule-session.ts';
export { updateSession } from './acts/update-session.ts';
export { joinSession, leaveSession } from './acts/join-session.ts';
export { clickItem } from './acts/click-item.ts';
export { giveFlashBack, lockFlash, takeFlash, takeFlashAgain } from './acts/flash-pieces.ts';
export { hostsOnAir, nameSubstitute, takeOver } from './acts/take-over.ts';
export { checkHostIdentity, tickCheck } from './acts/tick-check.ts';
export { writeScript } from './acts/write-script.ts';
export { directSession } from './acts/direct-session.ts';
export { startSession } from './acts/start-session.ts';
export { cancelSession, endAbandoned, endSession } from './acts/end-session.ts';
export { pinItem, setFlashPrice } from './acts/show-item.ts';
export { sendChat } from './acts/send-chat.ts';
export { mutePerson, reviewChat, unmutePerson } from './acts/moderate-chat.ts';
export { putBannedWords, removeBannedWord } from './acts/keep-banned-words.ts';
export { forgetReminder, remindMe, tellReminded } from './acts/remind.ts';
export { enterRoom } from './acts/enter-room.ts';
export { shareRoom } from './acts/share-room.ts';
export { forgetReplays, holdReplay, keepReplay, releaseReplay } from './acts/keep-replay.ts';
export { countSold } from './acts/count-sold.ts';
export { notePeaks } from './acts/note-peaks.ts';
export { defaultBannedWords } from './rules/banned-words.ts';
export { replayKey } from './rules/replay-files.ts';
export { emptyStage, type Stage } from './stage.ts';
export { findBannedWords as listBannedWords } from './store/banned-words.ts';
export { audienceByHour, type AudienceOfHour } from './views/audience-by-hour.ts';
export { countVisits, listLiveRooms, sessionAudience, type SessionAudience } from './views/audience.ts';
export {
  findMessage,
  findStageOf,
  lineUpOf,
  roomShopsOf,
  roomState,
  sessionState,
} from './views/feed-states.ts';
export { listLiveNow } from './views/live-now.ts';
export { getReplay, getReplayKeeping, listReplays, planReplay } from './views/replays.ts';
export { getRoom } from './views/room.ts';
export { ownInRoom } from './store/own-in-room.ts';
export { listHostIdentities } from './views/identities.ts';
export { getChecklist } from './views/checklist.ts';
export { isWelcome, roomsOpen } from './views/rooms.ts';
export { roomsWithPools, roomsWithVariants, type ShowingRoom } from './views/rooms-showing.ts';
export { getPublishUrl, getSession, listSessions, needSessionSight } from './views/sessions.ts';
export { describeShareCard, resolveShare, resolveShares, type ShareCard } from './views/shares.ts';
export { shelfShowings, type Showing } from './views/showings.ts';
export { liveTerms, type LiveItemTerms, type LiveTerms } from './views/terms.ts';
export type { ChatMessage, LineUpItem, SessionCard, SessionDetail, SessionState } from './tables.ts';
export { itemShowings, type ItemShowing } from './views/item-showings.ts';
