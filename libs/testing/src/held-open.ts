import type { TestDatabase } from './test-database';

const WAITING = `select 1 from pg_locks where not granted
  and pid in (select pid from pg_stat_activity where datname = current_database())`;

/**
 * Holds acts open at their last step, the audit, while `work` runs: what an act has read, locked and written by then is neither committed
 * nor given up. Acts go on once `work` is done. So a race of two acts has one outcome, however fast either is.
 */
export function heldBeforeCommit<T>(db: TestDatabase, work: () => Promise<T>): Promise<T> {
  return db.owner.transaction(async (manager) => {
    await manager.query('lock table audit_entry in share mode');
    return work();
  });
}

/**
 * Waits until as many sessions of the database wait for a lock.
 *
 * @throws TypeError when they don't within ten seconds.
 */
export async function untilWaiting(db: TestDatabase, sessions = 1): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await db.owner.query<unknown[]>(WAITING)).length >= sessions) return;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  throw new TypeError(`no ${String(sessions)} sessions came to wait for a lock`);
}
