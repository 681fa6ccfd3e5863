import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { walledDatabase } from '../testing/parcel.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { databaseOptions } from './database-options';
import { forWhomMayHangUp, hasHungUp, isOfHangUp, whoeverWaits } from './hang-up';

const SLOW = 'select pg_sleep(30)';

describe('whoever hangs up', () => {
  let scratch: ScratchDatabase;
  /** One connection, so that whatever is left of a statement meets the next. */
  let db: DataSource;
  beforeAll(async () => {
    scratch = await scratchDatabase(walledDatabase);
    const options = { ...walledDatabase, url: scratch.url, applicationName: 'impatient', poolSize: 1 };
    db = await new DataSource(databaseOptions(options)).initialize();
  }, 60_000);
  afterAll(async () => {
    await db.destroy();
    await scratch.drop();
  });

  /** Statements of the pool that run now. */
  const running = async (): Promise<number> => {
    const [row] = await scratch.app.query<{ n: number }[]>(
      `select count(*)::int as n from pg_stat_activity where application_name = 'impatient' and state = 'active'`,
    );
    return row?.n ?? -1;
  };
  const untilRunning = async (wanted: number): Promise<void> => {
    while ((await running()) !== wanted) await sleep(10);
  };
  const pid = async (): Promise<number> =>
    (await db.query<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;

  it('ends its statement at the server, and leaves the connection to the next', async () => {
    const before = await pid();
    const hungUp = new AbortController();
    const asked = forWhomMayHangUp(hungUp.signal, () => db.query(SLOW));
    await untilRunning(1);
    hungUp.abort();
    await expect(asked).rejects.toMatchObject({ code: '57014' });
    expect(await running()).toBe(0);
    expect(await pid()).toBe(before);
  });

  it('sends no further statement', async () => {
    const hungUp = new AbortController();
    hungUp.abort();
    await expect(forWhomMayHangUp(hungUp.signal, () => db.query(SLOW))).rejects.toThrow('hung up');
    expect([forWhomMayHangUp(hungUp.signal, hasHungUp), hasHungUp()]).toEqual([true, false]);
  });

  it('tells what it ended from what fails meanwhile for reasons of its own', async () => {
    const hungUp = new AbortController();
    const failing = (sql: string) => db.query(sql).then(() => false, isOfHangUp);
    expect(await forWhomMayHangUp(hungUp.signal, () => failing(`set local statement_timeout = 1; ${SLOW}`))).toBe(
      false,
    );
    const [cancelled, failed] = await forWhomMayHangUp(hungUp.signal, async () => {
      const asked = failing(SLOW);
      await untilRunning(1);
      hungUp.abort();
      return [
        await asked,
        isOfHangUp(await whoeverWaits(() => db.query('select 1 / 0').catch((error: unknown) => error))),
      ];
    });
    expect([cancelled, failed]).toEqual([true, false]);
    expect(await forWhomMayHangUp(hungUp.signal, () => failing(SLOW))).toBe(true);
  });

  it('ends nothing that runs whoever waits', async () => {
    const hungUp = new AbortController();
    const asked = forWhomMayHangUp(hungUp.signal, () =>
      whoeverWaits(() => db.query<{ done: number }[]>('select 1 as done from pg_sleep(0.3)')),
    );
    await untilRunning(1);
    hungUp.abort();
    expect(await asked).toEqual([{ done: 1 }]);
  });

  it('ends no statement of whoever uses the connection next, however late it hangs up', async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      const hungUp = new AbortController();
      const asked = forWhomMayHangUp(hungUp.signal, () => db.query('select pg_sleep(0.01)')).catch(() => undefined);
      setTimeout(() => hungUp.abort(), 5 + turn / 4);
      await asked;
      expect(await db.query('select 1 as done from pg_sleep(0.02)')).toEqual([{ done: 1 }]);
    }
  });
});
