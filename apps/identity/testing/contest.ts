import { type TestDatabase, untilWaiting } from '@nuan/testing';
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
    await untilWaiting(db);
    await change(manager);
  });
  return outcome as Promise<Outcome>;
}
