import { contract } from '../../contract/index.ts';
import {
  changePassword,
  codesPerAddress,
  cookieExpiry,
  endSession,
  ensureMember,
  findCredential,
  findPerson,
  forgetAttempts,
  hashPassword,
  passwordPerAddress,
  passwordPerPhone,
  redeemCode,
  requestCode,
  startSession,
  takeAttempt,
  verifyPassword,
  withdrawCode,
} from '../domains/membership/index.ts';
import type { Tx } from '../engines/db/tx.ts';
import type { SmsEngine } from '../engines/sms/port.ts';
import { hashCode, hashToken, newCode, newToken } from '../engines/token.ts';
import { Refusal } from '../kernel/refusal.ts';
import { describeMe, type Me } from './me.ts';
import { act, saga, type Call, type Door, type SagaRun } from './route.ts';

export interface SignInDeps {
  readonly sms: SmsEngine;
  /** Keys the hashes of one-time codes. */
  readonly secret: string;
  /** Codes asked for from one address in an hour; absent takes the default of the rules. */
  readonly codesPerAddressPerHour?: number;
}

/** Sagas where a wrong guess must be committed although the answer is a refusal. */
export function signInDoors(deps: SignInDeps): Door[] {
  const { membership } = contract;
  return [
    saga(membership.sendCode, (run, { phone }, call) => sendCode(run, phone, call, deps)),
    saga(membership.signInByCode, (run, input, call) => signInByCode(run, input, call, deps)),
    saga(membership.signInByPassword, signInByPassword),
    saga(membership.setPassword, setPassword),
    act(membership.signOut, (tx, _input, call) => signOut(tx, call)),
  ];
}

async function signOut(tx: Tx, call: Call): Promise<{ done: true }> {
  if (call.tokenHash) await endSession(tx, call.tokenHash);
  call.clearCookie();
  return { done: true };
}

async function sendCode(run: SagaRun, phone: string, { ip }: Call, deps: SignInDeps) {
  const code = newCode();
  const codeHash = hashCode(deps.secret, phone, code);
  const perAddress = { ...codesPerAddress, most: deps.codesPerAddressPerHour ?? codesPerAddress.most };
  const answer = await run.transact((tx) => requestCode(tx, { phone, codeHash, ip, perAddress }));
  const text = `【联播】验证码 ${code}，5 分钟内有效。不要告诉任何人，包括自称客服的人。`;
  try {
    await deps.sms.send({ phone, kind: 'code', text });
  } catch (cause) {
    await run.transact((tx) => withdrawCode(tx, { phone, codeHash }));
    throw Object.assign(new Refusal('sms-failed', {}, 'phone'), { cause });
  }
  return answer;
}

async function signInByCode(
  run: SagaRun,
  { phone, code }: { phone: string; code: string },
  call: Call,
  { secret }: SignInDeps,
): Promise<Me> {
  const token = newToken();
  const outcome = await run.transact(async (tx) => {
    const verdict = await redeemCode(tx, { phone, codeHash: hashCode(secret, phone, code) });
    if (verdict.kind !== 'right') return verdict;
    const memberId = await ensureMember(tx, { phone, name: null });
    return { kind: 'in', ...(await enter(tx, memberId, token, call)) } as const;
  });
  if (outcome.kind === 'wrong') throw new Refusal('code-wrong', { left: outcome.left }, 'code');
  if (outcome.kind === 'expired') throw new Refusal('code-expired', {}, 'code');
  call.setCookie(token, outcome.cookieUntil);
  return outcome.me;
}

async function signInByPassword(
  run: SagaRun,
  { phone, password }: { phone: string; password: string },
  call: Call,
): Promise<Me> {
  const known = await run.transact(async (tx) => {
    await takeAttempt(tx, `password ${phone}`, passwordPerPhone);
    await takeAttempt(tx, `password-address ${call.ip}`, passwordPerAddress);
    return findCredential(tx, phone);
  });
  const isRight = await verifyPassword(known?.passwordHash ?? null, password);
  if (!known || !isRight) throw new Refusal('password-wrong', {}, 'password');
  const token = newToken();
  const { me, cookieUntil } = await run.transact(async (tx) => {
    await forgetAttempts(tx, `password ${phone}`);
    return enter(tx, known.memberId, token, call);
  });
  call.setCookie(token, cookieUntil);
  return me;
}

async function enter(tx: Tx, memberId: string, token: string, call: Call) {
  await startSession(tx, { memberId, tokenHash: hashToken(token), replaces: call.tokenHash });
  return { me: await describeMe(tx, memberId), cookieUntil: cookieExpiry(tx.now) };
}

async function setPassword(
  run: SagaRun,
  { current, next }: { current?: string | undefined; next: string },
  call: Call,
): Promise<{ done: true }> {
  const memberId = run.scope.actor?.memberId;
  if (!memberId) throw new Refusal('sign-in-needed');
  const known = await run.transact(async (tx) => {
    const person = await findPerson(tx, memberId);
    if (!person) throw new Refusal('sign-in-needed');
    if (person.hasPassword) await takeAttempt(tx, `password ${person.phone}`, passwordPerPhone);
    return findCredential(tx, person.phone);
  });
  const from = known?.passwordHash ?? null;
  if (from !== null && !(await verifyPassword(from, current ?? ''))) {
    throw new Refusal('password-wrong', {}, 'current');
  }
  const to = await hashPassword(next);
  await run.transact((tx) => changePassword(tx, { memberId, from, to, keep: call.tokenHash }));
  return { done: true };
}
