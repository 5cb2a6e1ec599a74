import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { assemble, type Installation } from '../../src/assemble.ts';
import { readConfig } from '../../src/config.ts';
import {
  allianceScope,
  changePassword,
  ensureMember,
  foundAlliance,
  hashPassword,
} from '../../src/domains/membership/index.ts';
import { adoptRuleBook, defaultRules, type Rules } from '../../src/domains/rulebook/index.ts';
import { addLocation } from '../../src/domains/stock/index.ts';
import { arrive, type Person } from './person.ts';
import type { Timeline } from './timeline.ts';

export const slug = 'zhuxian';
const centre = { lng: 121.4737, lat: 31.2304 };
const operatorPhone = '13700000001';
const password = 'job-password';
/** Long enough to pay, short enough that a late payment can be shown. */
const holdSeconds = 20;

/** The running product with nobody in it yet but the operator. */
export interface Stage {
  readonly installation: Installation;
  readonly origin: string;
  readonly payOrigin: string;
  readonly hubId: string;
  readonly rules: Rules;
  readonly operator: Person;
  readonly timeline: Timeline;
  /** The last code sent to a phone. */
  codeFor(phone: string): string;
  close(): Promise<void>;
}

/**
 * Starts everything on an empty database: an embedded one in a folder of its own, or the empty one DATABASE_URL names.
 * The alliance with its first operator, rule book and hub is what an installer founds; all the rest is done by people.
 */
export async function openStage(timeline: Timeline): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianbo-job-'));
  chmodSync(dataDir, 0o755); // the database drops root's rights and must still get in
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const config = {
    ...readConfig(['--port', String(port), '--host', '127.0.0.1', '--no-demo'], process.env),
    dataDir,
    codesPerAddressPerHour: 100_000,
    rate: { perSessionPerMinute: 100_000, perAddressPerMinute: 1_000_000 },
  };
  const installation = await assemble(config, {
    logger: pino({ level: 'error' }),
    say: () => {},
    onGiveUp: (error) => {
      throw error;
    },
    webFolder: null,
    buildWeb: null,
  });
  const founded = await found(installation);
  const origin = `http://127.0.0.1:${installation.port}`;
  const operator = arrive(origin, slug, '陈敏', operatorPhone);
  await operator.api.membership.signInByPassword({ phone: operatorPhone, password });
  timeline.note('安装', '联盟成立', `规则书第 1 版，占用 ${holdSeconds} 秒`);
  return {
    installation,
    origin,
    payOrigin: installation.payUrl!,
    ...founded,
    operator,
    timeline,
    codeFor: (phone) =>
      /\d{6}/.exec(installation.engines.outbox!.latest().find((sms) => sms.phone === phone)!.text)![0],
    async close() {
      await installation.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function found(installation: Installation): Promise<{ hubId: string; rules: Rules }> {
  const rules: Rules = { ...defaultRules(), holdSeconds };
  const hash = await hashPassword(password);
  return installation.database.system.transact({ allianceId: '', actor: null }, async (tx) => {
    const founding = { slug, name: '主线联盟', city: '上海', ...centre, operatorName: '陈敏', operatorPhone };
    const scoped = allianceScope(tx, await foundAlliance(tx, founding));
    await adoptRuleBook(scoped, { rules, note: '成立' });
    const memberId = await ensureMember(scoped, { phone: operatorPhone, name: '陈敏' });
    await changePassword(scoped, { memberId, from: null, to: hash, keep: null });
    const hub = { kind: 'hub', shopId: null, name: '中心仓', ...centre, hasColdStore: true } as const;
    return { hubId: await addLocation(scoped, hub), rules };
  });
}

/** Somebody signs in by code, as a new neighbour or as whoever was given a role. */
export async function signIn(stage: Stage, name: string, phone: string): Promise<Person> {
  const person = arrive(stage.origin, slug, name, phone);
  await person.api.membership.sendCode({ phone });
  const me = await person.api.membership.signInByCode({ phone, code: stage.codeFor(phone) });
  person.memberId = me.memberId;
  return person;
}

/** Metres east and north of the centre. */
export function near(east: number, north: number): { lng: number; lat: number } {
  return { lng: centre.lng + east / 95_000, lat: centre.lat + north / 111_000 };
}
