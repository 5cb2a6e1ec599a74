import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { readMigrations } from '../src/engines/db/migrate.ts';
import { databaseUrl, dropDatabase, openServer, withClient } from '../test/worlds/server.ts';
import { cloneTemplate, ensureTemplate } from '../test/worlds/template.ts';
import { domainNames } from './floors.ts';
import { findStatements, type Statement } from './sql-statements.ts';

export interface SourceText {
  /** From the root of the checkout, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface SqlReport {
  readonly faults: readonly string[];
  readonly statementCount: number;
  readonly exemptCount: number;
}

interface Found extends Statement {
  readonly path: string;
}

const remedy = 'say why it must be so in a "// sql-check:" comment above it';
const tableUse = /\b(?:from|join|into|update)\s+(?:only\s+)?([a-z_][a-z0-9_]*)/gi;

/** Which domain owns each table: migrations/NNNN_<domain>.sql creates it. The foundation belongs to everybody. */
export function readTableOwners(): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { name, text } of readMigrations()) {
    const domain = /^\d+_([a-z]+)/.exec(name)?.[1] ?? '';
    if (!domainNames.includes(domain)) continue;
    for (const [, table] of text.matchAll(/create table (?:if not exists )?([a-z_0-9]+)/gi)) {
      if (table) owners.set(table, domain);
    }
  }
  return owners;
}

/**
 * Checks every statement: it is named after its domain, its name is unique, a store touches its own tables only, and a
 * migrated database can prepare it in each of its forms.
 */
export async function checkSql(
  client: Client,
  sources: readonly SourceText[],
  owners: ReadonlyMap<string, string>,
): Promise<SqlReport> {
  const found: Found[] = sources.flatMap(({ path, text }) =>
    findStatements(path, text).map((statement) => ({ ...statement, path })),
  );
  const faults = [
    ...nameFaults(found),
    ...found.flatMap((statement) => ownershipFaults(statement, owners)),
    ...found.flatMap((statement) =>
      statement.problem ? [`${place(statement)}: ${statement.problem}; ${remedy}`] : [],
    ),
  ];
  for (const statement of found) faults.push(...(await prepareFaults(client, statement)));
  const exemptCount = found.filter(({ exemption }) => exemption !== null).length;
  return { faults, statementCount: found.length, exemptCount };
}

function place({ path, line, name }: Found): string {
  return `${path}:${line} ${name ?? 'unnamed'}`;
}

function domainOf(path: string): string | null {
  return /^src\/domains\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function nameFaults(found: readonly Found[]): string[] {
  const seen = new Map<string, Found>();
  return found.flatMap((statement) => {
    const { name, path } = statement;
    if (name === null)
      return [`${place(statement)}: a statement begins with a comment naming it: /* domain.name */`];
    const twin = seen.get(name);
    seen.set(name, statement);
    const domain = domainOf(path);
    return [
      ...(twin ? [`${place(statement)}: the name is taken by ${twin.path}:${twin.line}`] : []),
      ...(domain && !name.startsWith(`${domain}.`)
        ? [`${place(statement)}: the name begins with "${domain}."`]
        : []),
    ];
  });
}

function ownershipFaults(statement: Found, owners: ReadonlyMap<string, string>): string[] {
  const domain = domainOf(statement.path);
  if (!domain || (domain !== 'insight' && !statement.path.includes('/store/'))) return [];
  const used = new Set(
    statement.variants.flatMap((text) => [...text.matchAll(tableUse)].map(([, table]) => table ?? '')),
  );
  return [...used]
    .filter((table) => owners.has(table) && owners.get(table) !== domain)
    .map((table) => `${place(statement)}: ${table} belongs to ${owners.get(table)}: ask its door`);
}

async function prepareFaults(client: Client, statement: Found): Promise<string[]> {
  const faults: string[] = [];
  for (const text of statement.variants) {
    try {
      await client.query(`prepare sql_check as ${text}`);
      await client.query('deallocate sql_check');
    } catch (error) {
      faults.push(`${place(statement)}: ${(error as Error).message}${excerpt(text, error)}`);
    }
  }
  return faults;
}

function excerpt(text: string, error: unknown): string {
  const at = Number((error as { position?: string }).position) - 'prepare sql_check as '.length;
  return at > 0 ? ` near "${text.slice(Math.max(0, at - 1), at + 40).replaceAll(/\s+/g, ' ')}"` : '';
}

async function main(root: string): Promise<void> {
  const paths = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
  const sources = paths
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }));
  const server = await openServer();
  try {
    const name = await cloneTemplate(server.url, await ensureTemplate(server.url));
    const report = await withClient(databaseUrl(server.url, name), (client) =>
      checkSql(client, sources, readTableOwners()),
    );
    await withClient(server.url, (client) => dropDatabase(client, name));
    for (const fault of report.faults) console.error(fault);
    console.log(
      `${report.statementCount} statements, ${report.exemptCount} exempt, ${report.faults.length} faults`,
    );
    process.exitCode = report.faults.length > 0 ? 1 : 0;
  } finally {
    await server.stop();
  }
}

if (import.meta.main) await main(join(import.meta.dirname, '..'));
