import { contract } from '../../contract/index.ts';
import { describeMembers } from '../domains/membership/index.ts';
import { findVersionInForce, listVersions, type VersionRow } from '../domains/rulebook/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import { Refusal } from '../kernel/refusal.ts';
import { read, type Door } from './route.ts';

export function rulebookDoors(): Door[] {
  const { rulebook } = contract;
  return [
    read(rulebook.getRuleBook, async (db) => {
      const version = await findVersionInForce(db);
      if (!version) throw new Refusal('not-found');
      return (await withNames(db, [version]))[0]!;
    }),
    read(rulebook.listRuleBookVersions, async (db) => ({
      rows: await withNames(db, await listVersions(db)),
    })),
  ];
}

/** Says who adopted each version; the founding has no member behind it. */
async function withNames(db: Reader, versions: readonly VersionRow[]) {
  const ids = versions.flatMap(({ adoptedBy }) => adoptedBy ?? []);
  const members = await describeMembers(db, [...new Set(ids)]);
  return versions.map((version) => ({
    ...version,
    adoptedBy: members.get(version.adoptedBy ?? '')?.name ?? '',
  }));
}
