import type { TestDatabase } from '@nuan/testing';
import type { EntityManager } from 'typeorm';

/**
 * Holds a row locked until what was begun meanwhile waits for it, then lets `change` win; what came of what was begun.
 *
 * @throws TypeError when nothing came to wait within ten seconds.
 */
export async function loseTo<Outcome>(
  db: TestDatabase,
  table: 'user_account' | 'client',
  id: string,
  begin: () => Promise<Outcome>,
  change: (manager: EntityManager) => Promise<unknown>,
): Promise<Outcome> {
  let outcome: Promise<Outcome> | undefined;
  await db.owner.transaction(async (manager) => {
    await manager.query(`select 1 from ${table} where id = $1 for update`, [id]);
    outcome = begin();
    await untilSomebodyWaits(db);
    await change(manager);
  });
  return outcome as Promise<Outcome>;
}

const WAITING = `select 1 from pg_locks where not granted
  and pid in (select pid from pg_stat_activity where datname = current_database())`;

async function untilSomebodyWaits(db: TestDatabase): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await db.owner.query<unknown[]>(WAITING)).length > 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new TypeError('nothing came to wait for the lock');
}
