import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StateMachine } from '@nuan/kernel';

import type { TestDatabase } from './test-database';

/** What the generated test of a state machine needs to know of its table. */
export interface TransitionTest {
  readonly machine: StateMachine;
  readonly database: TestDatabase;
  readonly table: string;
  /** Column of the state; `status` when absent. */
  readonly column?: string;
}

/**
 * States as tests that the database lets a row of `table` take every step of the machine's table and refuses every other one,
 * over all pairs of states. The guard is tried on a copy of the table without its other rules, so that nothing else decides.
 */
export function testTransitions({ machine, database, table, column = 'status' }: TransitionTest): void {
  const guard = `${table}_${column}_transition`;
  const copy = `transition_specimen_${table}_${column}`;
  const allowed = new Set(machine.pairs().map(([from, to]) => `${from}/${to}`));
  const pairs = machine.states.flatMap((from) =>
    machine.states.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  describe(`the states of ${machine.name}`, () => {
    beforeAll(async () => {
      await database.owner.query(`create table ${copy} (id integer, ${column} text);
        create trigger ${guard} before insert or update of ${column} on ${copy} for each row execute function ${guard}();`);
    });

    it('are guarded on the table itself', async () => {
      const [row] = await database.owner.query<{ count: number }[]>(
        `select count(*)::int as count from pg_trigger where tgrelid = $1::regclass and tgname = $2 and tgenabled <> 'D'`,
        [table, guard],
      );
      expect(row?.count).toBe(1);
    });

    it.each(pairs)('%s → %s is a step of the table, or refused', async (from, to) => {
      await database.owner.query(`delete from ${copy}`);
      await database.owner.query(`insert into ${copy} values (1, $1)`, [from]);
      const step = database.owner.query(`update ${copy} set ${column} = $1 where id = 1`, [to]);
      if (allowed.has(`${from}/${to}`)) await expect(step).resolves.toBeDefined();
      else await expect(step).rejects.toMatchObject({ code: '23514', constraint: guard });
    });
  });
}
