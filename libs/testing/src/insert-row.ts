import { DataSource, type EntityManager } from 'typeorm';

/** Column values of one row, by SQL name. */
export type Row = Readonly<Record<string, unknown>>;

type Database = Pick<DataSource, 'query'>;

/** Inserts one row, so that a test states only what matters; returns its `id`, empty for a table without one. */
export async function insertRow(db: Database, table: string, row: Row): Promise<string> {
  const columns = Object.keys(row);
  const places = columns.map((_column, index) => `$${index + 1}`);
  await asFixture(db, (manager) =>
    manager.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row)),
  );
  return String(row['id'] ?? '');
}

/** Writes a fixture in one transaction with the audit row that the application's role owes for every write. */
export function asFixture<T>(db: Database, work: (manager: Pick<EntityManager, 'query'>) => Promise<T>): Promise<T> {
  const run = async (manager: Database): Promise<T> => {
    const result = await work(manager);
    if (await hasAudit(db, manager))
      await manager.query(
        `select append_audit(gen_random_uuid(), now(), 'test-fixture', 'maker', 'test.fixture', null, '{}', '{}', '{}')`,
      );
    return result;
  };
  return db instanceof DataSource ? db.transaction(run) : run(db);
}

const auditing = new WeakMap<object, Promise<boolean>>();

/** Whether the database has an audit chain; asked once per connection pool or transaction. */
function hasAudit(key: object, db: Database): Promise<boolean> {
  let known = auditing.get(key);
  if (!known) {
    known = db
      .query<{ found: boolean }[]>(`select exists (select from pg_proc where proname = 'append_audit') as found`)
      .then(([row]) => row?.found ?? false);
    auditing.set(key, known);
  }
  return known;
}
