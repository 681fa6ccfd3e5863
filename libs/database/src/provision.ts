import { createHmac } from 'node:crypto';
import { FaultError } from '@nuan/errors';
import pg from 'pg';

/** How one subgraph's database is reached. */
export interface ProvisionedDatabase {
  /** As the application role: what the app and the tests use. */
  readonly url: string;
  /** As the owner role: migrations and bulk loads. */
  readonly ownerUrl: string;
}

/** Options of {@link provision}. */
export interface ProvisionOptions {
  /** The passwords of all roles derive from it, so that a restart needs to remember one secret only. */
  readonly secret: string;
}

/** Roles belong to the whole server: two provisioners at once wait for each other. */
const PROVISION_LOCK = 7_364_003;

/**
 * Creates for each subgraph the roles `nuan_<name>_owner` and `nuan_<name>_app` and the database `nuan_<name>`, as an
 * administrator of the server; what is there already stays. Neither role is a superuser or may create databases or
 * roles, nobody else may connect, and the application role gets no table but by a migration's grant.
 * @throws FaultError when the server can't be reached.
 */
export async function provision<Name extends string>(
  adminUrl: string,
  names: readonly Name[],
  options: ProvisionOptions,
): Promise<Record<Name, ProvisionedDatabase>> {
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [PROVISION_LOCK]);
    for (const name of names) await createRoles(admin, name, options.secret);
    await Promise.all(names.map((name) => createDatabase(adminUrl, `nuan_${name}`, name, options)));
  });
  const entries = names.map((name) => [name, databaseUrls(adminUrl, `nuan_${name}`, name, options)] as const);
  return Object.fromEntries(entries) as Record<Name, ProvisionedDatabase>;
}

/** Creates one database for the roles of the subgraph `name`, unless it exists; tests make their templates so. */
export async function createDatabase(
  adminUrl: string,
  database: string,
  name: string,
  options: ProvisionOptions,
): Promise<ProvisionedDatabase> {
  const urls = databaseUrls(adminUrl, database, name, options);
  const created = await asAdmin(adminUrl, async (admin) => {
    const known = await admin.query('select 1 from pg_database where datname = $1', [database]);
    if (known.rowCount !== 0) return false;
    await admin.query(`create database ${database} owner nuan_${name}_owner`);
    await admin.query(`revoke all on database ${database} from public`);
    await admin.query(`grant connect on database ${database} to nuan_${name}_app`);
    return true;
  });
  if (created) {
    await asAdmin(urls.ownerUrl, async (owner) => {
      await owner.query('revoke all on schema public from public');
      await owner.query(`grant usage on schema public to nuan_${name}_app`);
    });
  }
  return urls;
}

/** Makes sure that both roles of a subgraph exist with the passwords that the secret gives. */
export async function provisionRoles(adminUrl: string, name: string, options: ProvisionOptions): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [PROVISION_LOCK]);
    await createRoles(admin, name, options.secret);
  });
}

/** The two URLs of a database on the administrator's server. */
export function databaseUrls(
  adminUrl: string,
  database: string,
  name: string,
  { secret }: ProvisionOptions,
): ProvisionedDatabase {
  const at = (role: string): string => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = rolePassword(secret, role);
    url.pathname = `/${database}`;
    return url.toString();
  };
  return { url: at(`nuan_${name}_app`), ownerUrl: at(`nuan_${name}_owner`) };
}

/** Runs `work` on one connection to `url`, closed afterwards. */
export async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  // A server that goes away between two statements must fail the next statement, not the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { host } = new URL(url);
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new FaultError(`PostgreSQL at ${host} can't be reached: ${reason}`, { cause });
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createRoles(admin: pg.Client, name: string, secret: string): Promise<void> {
  for (const role of [`nuan_${name}_owner`, `nuan_${name}_app`]) {
    const known = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
    const verb = known.rowCount === 0 ? 'create' : 'alter';
    // The password is hexadecimal, so it needs no quoting; DDL takes no parameters.
    await admin.query(
      `${verb} role ${role} login nosuperuser nocreatedb nocreaterole password '${rolePassword(secret, role)}'`,
    );
    // Behind the walls a small query looks dear to the planner, and compiling it would take seconds.
    await admin.query(`alter role ${role} set jit = off`);
  }
  // An administrator that isn't a superuser may create a database for a role only as its member.
  const self = await admin.query<{ super: boolean }>(
    'select rolsuper as super from pg_roles where rolname = current_user',
  );
  if (self.rows[0]?.super !== true) await admin.query(`grant nuan_${name}_owner to current_user`);
}

function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`postgres role ${role}`).digest('hex').slice(0, 40);
}
