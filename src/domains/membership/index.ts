export { foundAlliance, allianceScope } from './acts/found-alliance.ts';
export { addShop } from './acts/add-shop.ts';
export { updateShop } from './acts/update-shop.ts';
export { ensureMember } from './acts/ensure-member.ts';
export { giveGrant } from './acts/give-grant.ts';
export { takeGrant } from './acts/take-grant.ts';
export { updateMe } from './acts/update-me.ts';
export { addAddress } from './acts/add-address.ts';
export { removeAddress } from './acts/remove-address.ts';
export { takeAttempt } from './acts/take-attempt.ts';
export { requestCode } from './acts/request-code.ts';
export { redeemCode, withdrawCode } from './acts/redeem-code.ts';
export { startSession, endSession, seeSessions } from './acts/sessions.ts';
export { changePassword, forgetAttempts } from './acts/change-password.ts';
export { recordAudit } from './acts/record-audit.ts';
export { notify, markNotificationSent } from './acts/notify.ts';
export { addPushAddress, forgetPushAddresses, removeBrowser } from './acts/push-addresses.ts';
export { forgetExpired } from './acts/forget-expired.ts';
export {
  codesPerAddress,
  passwordPerAddress,
  passwordPerPhone,
  type AttemptLimit,
} from './rules/bounded-attempts.ts';
export { actorOfGrants } from './rules/actor-of-grants.ts';
export { cookieExpiry, isDueToBeSeen } from './rules/session-life.ts';
export { findAllianceBySlug, listAllianceIds, listAlliances, describeAlliance } from './views/alliances.ts';
export { describeShops, findShop, listShops, shopCard } from './views/shops.ts';
export { describeMembers, findCredential, findPerson, listStaff, type Person } from './views/members.ts';
export { listMembers } from './views/member-list.ts';
export { findAddress, findAddresses, listAddresses } from './views/addresses.ts';
export { findSessions } from './views/sessions.ts';
export { listAudit } from './views/audit.ts';
export { queuedNotifications } from './views/notifications.ts';
export { hashPassword, verifyPassword } from '../../engines/password.ts';
export type { Address, Member, Shop } from './tables.ts';
