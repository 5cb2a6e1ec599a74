import type { Client } from 'pg';

/** The roles that the policies of the migrations name: `app` sees one alliance, `system` sees all of them. */
export const databaseRoles = ['lianbo_app', 'lianbo_system'] as const;

const attemptsMax = 8;
const retryPauseMs = 40;

/** What two databases of one cluster get when they create the same role or grant at the same moment. */
const lostRace = new Set(['42710', '23505', 'XX000', '40001']);

/**
 * Creates the two roles and lets the login role become them. Roles belong to the whole cluster, where an advisory
 * lock of one database does not help, so a lost race is repeated: the second look finds the work done.
 */
export async function ensureRoles(client: Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await createMissing(client);
      return;
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (code === '42501') throw new Error(await explainMissingRight(client), { cause: error });
      if (attempt === attemptsMax || !lostRace.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryPauseMs * attempt));
    }
  }
}

async function createMissing(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; exists: boolean; member: boolean }>(
    `/* migrate.look-up-roles */
     select name, r.oid is not null as exists, coalesce(pg_has_role(current_user, r.oid, 'member'), false) as member
     from unnest($1::text[]) as name left join pg_roles r on r.rolname = name order by name`,
    [databaseRoles],
  );
  for (const { name, exists, member } of rows) {
    if (!exists) await client.query(`/* migrate.create-role */ create role ${name} nologin`);
    if (!member) await client.query(`/* migrate.grant-role */ grant ${name} to current_user`);
  }
}

async function explainMissingRight(client: Client): Promise<string> {
  const { rows } = await client.query<{ login: string }>('/* migrate.who */ select current_user as login');
  const login = rows[0]?.login ?? 'the login role';
  return (
    `The database login ${login} may not create roles. Let an administrator run once: ` +
    databaseRoles.map((role) => `create role ${role} nologin; grant ${role} to "${login}";`).join(' ')
  );
}
