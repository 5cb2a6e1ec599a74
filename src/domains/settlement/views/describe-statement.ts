import type { Output } from '../../../../contract/endpoint.ts';
import type { settlement } from '../../../../contract/settlement.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { findPerson } from '../../membership/index.ts';
import type { StatementRow } from '../tables.ts';
import { runningSums } from './books.ts';
import { findStatement, statementPage, statementSavings, type PartyFilter } from './statements.ts';

export type Statement = Output<typeof settlement.agreeStatement>;
type StatementHead = Output<typeof settlement.listStatements>['rows'][number];
export type StatementDetail = Output<typeof settlement.getStatement>;

/** At most this many earlier statements stand beside one. */
const earlierShown = 6;

/** Operators see every party's statements; others those of their shops, of their supplier and their own. */
export async function visibleParties(db: Reader): Promise<PartyFilter> {
  const { actor } = db;
  if (!actor) return { all: false, partyIds: [] };
  if (isOperator(actor)) return { all: true, partyIds: [] };
  const person = actor.roles.has('supplier') ? await findPerson(db, actor.memberId) : null;
  const supplierIds = person?.grants.flatMap((grant) => grant.supplierId ?? []) ?? [];
  return { all: false, partyIds: [...actor.shopIds, actor.memberId, ...supplierIds] };
}

/** The statement, or `not-found` for anybody who is not its party. */
export async function readableStatement(db: Reader, statementId: string): Promise<StatementRow> {
  const row = await findStatement(db, statementId);
  const { all, partyIds } = await visibleParties(db);
  if (!row || !(all || (row.party_id !== null && partyIds.includes(row.party_id)))) {
    throw new Refusal('not-found', {}, 'statementId');
  }
  return row;
}

export async function describeStatement(db: Reader, statementId: string): Promise<Statement> {
  return statementOf(await readableStatement(db, statementId));
}

export async function listStatements(
  db: Reader,
  input: { partyId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: StatementHead[]; nextCursor: string | null }> {
  const page = await statementPage(db, await visibleParties(db), input);
  return { ...page, rows: page.rows.map(headOf) };
}

export async function getStatement(db: Reader, statementId: string): Promise<StatementDetail> {
  const row = await readableStatement(db, statementId);
  const savings = await statementSavings(db, statementId);
  const mine = { all: row.party_id === null, partyIds: row.party_id ? [row.party_id] : [] };
  const { rows: others } = await statementPage(db, mine, { limit: earlierShown + 1 });
  const books = await runningSums(db);
  return {
    ...statementOf(row),
    savings: savings && { totalFen: savings.shopsFen + savings.shoppersFen + savings.fundFen, ...savings },
    earlier: others
      .filter(
        (other) =>
          other.statement_id !== statementId &&
          other.party_kind === row.party_kind &&
          other.party_id === row.party_id,
      )
      .slice(0, earlierShown)
      .map((other) => ({
        statementId: other.statement_id,
        number: other.number,
        fromDay: other.from_day,
        toDay: other.to_day,
        dueFen: other.due_fen,
        state: other.state,
      })),
    booksSumFen: books.sumFen,
    bookEntryCount: books.entryCount,
  };
}

function headOf(row: StatementRow): StatementHead {
  return {
    statementId: row.statement_id,
    number: row.number,
    party: { partyKind: row.party_kind, partyId: row.party_id, name: row.party_name },
    fromDay: row.from_day,
    toDay: row.to_day,
    ruleVersion: row.rule_version,
    state: row.state,
    dueFen: row.due_fen,
    issuedAt: row.issued_at,
    agreedAt: row.agreed_at,
    note: row.note,
  };
}

function statementOf(row: StatementRow): Statement {
  return { ...headOf(row), lines: row.lines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) })) };
}
