import type { Reader } from '../../../engines/db/tx.ts';
import type { Rules } from '../rules/rules.ts';
import { findVersion, findVersionInForce } from './versions.ts';

/** The rules in force now with their version, which everything decided under them keeps. One statement. */
export async function currentRules(db: Reader): Promise<{ version: number; rules: Rules }> {
  const found = await findVersionInForce(db);
  if (!found)
    throw new Error('No rule book is in force: adopt one (adoptRuleBook) when founding an alliance');
  return { version: found.version, rules: found.rules };
}

/** The rules something was decided under. Versions never change. */
export async function rulesOfVersion(db: Reader, version: number): Promise<Rules> {
  const found = await findVersion(db, version);
  if (!found) throw new Error(`There is no rule book version ${version}`);
  return found.rules;
}
