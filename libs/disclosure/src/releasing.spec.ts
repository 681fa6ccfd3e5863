import { beforeEach, describe, expect, it } from '@jest/globals';
import { runInScope } from '@nuan/database';
import { fixedClock, lastDue } from '@nuan/kernel';
import { countStatements, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { filesDatabase } from '../testing/files.database';
import { Disclosure, type DisclosurePlan } from './disclosure';
import { releaseCommand, scheduledRelease } from './releasing';

const PLAN: DisclosurePlan = { populations: [{ metric: 'filed', slicing: 'none' }] };
const MONTHLY = { every: 'month', at: '02:30' } as const;
const at = (text: string) => fixedClock(new Date(`${text}+08:00`));

describe('releases by the calendar', () => {
  const db = useTestDatabase(filesDatabase);
  const numbers = async () =>
    (await db.app.query<{ number: number }[]>('select number from disclosure_release order by number')).map(
      ({ number }) => number,
    );
  const acts = () =>
    db.app.query<object[]>(
      `select actor, action, detail from audit_entry where action = 'release.make' order by seq desc limit 3`,
    );
  const runAt = (text: string) => {
    const clock = at(text);
    return scheduledRelease(PLAN).runIfDue({ db: db.app, clock, dueAt: lastDue(MONTHLY, clock.now()) });
  };
  const first = () =>
    runInScope({ read: ['34%'], write: [] }, () =>
      new Disclosure(db.app, testClock, PLAN).read(viewerWith({ role: 'analyst' }), {
        metrics: ['filed'],
        regionCodes: ['340000'],
      }),
    );

  beforeEach(async () => {
    await db.owner.query('delete from disclosure_release');
    await db.owner.query('delete from rollup_counter');
    await db.owner.query(
      `insert into rollup_counter (metric, region_code, campaign, year, key, n, amount_fen) values ('filed', '340102', '', 0, '', 500, 0)`,
    );
  });

  it('are made once the night of the month has come, and once in it', async () => {
    await first();
    expect(await runAt('2017-01-31T23:59')).toBe(false);
    expect(await runAt('2017-02-01T02:29')).toBe(false);
    expect(await runAt('2017-02-01T02:30')).toBe(true);
    expect(await runAt('2017-02-01T02:31')).toBe(false);
    expect(await runAt('2017-02-28T12:00')).toBe(false);
    expect(await numbers()).toEqual([1, 2]);
  });

  it('are made late where no process ran that night, and one for many nights', async () => {
    await first();
    expect(await runAt('2017-06-20T09:00')).toBe(true);
    expect(await runAt('2017-06-20T09:01')).toBe(false);
    expect(await numbers()).toEqual([1, 2]);
  });

  it('are looked for each minute by their dates alone, with no figure read', async () => {
    await first();
    const { result, statements } = await countStatements(db.app, () => runAt('2017-01-31T23:59'));
    expect([result, statements]).toEqual([false, [expect.not.stringContaining('figures')]]);
  });

  it('wait for somebody to ask for a first', async () => {
    expect(await runAt('2017-02-01T02:30')).toBe(false);
    expect(await numbers()).toEqual([]);
  });

  it('are made by one of several processes that look at once', async () => {
    await first();
    const made = await Promise.all(Array.from({ length: 6 }, () => runAt('2017-02-01T02:30')));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await numbers()).toEqual([1, 2]);
  });

  it('stand in the audit as acts of the platform, each with its reason', async () => {
    await first();
    await runAt('2017-02-01T02:30');
    await releaseCommand(PLAN).run({ name: 'files', db: db.owner, clock: testClock, print: () => undefined });
    expect(await acts()).toEqual(
      (['COMMAND', 'SCHEDULE', 'FIRST_ASKED'] as const).map((reason, index) => ({
        actor: 'system:release',
        action: 'release.make',
        detail: { release: 3 - index, reason },
      })),
    );
  });

  it('made by hand tell how many figures they give, by the level of regions', async () => {
    await db.owner.query(
      `insert into rollup_counter (metric, region_code, campaign, year, key, n, amount_fen)
       select 'filed', code, '', 0, '', 100, 0 from unnest(array['340103', '340104', '340202', '340203']) code`,
    );
    const lines: string[] = [];
    await releaseCommand(PLAN).run({
      name: 'files',
      db: db.owner,
      clock: testClock,
      print: (line) => lines.push(line),
    });
    expect(lines).toEqual([
      expect.stringMatching(/^files: release 1 of /),
      'files: province: 1 of 1 figures are given',
      // Fourteen cities have none, which is a figure too, and the smaller of the two others is hidden with them.
      'files: cities: 1 of 16 figures are given',
      expect.stringMatching(/^files: counties: 2 of \d+ figures are given$/),
    ]);
  });

  it('are refused by the database without their row in the audit', async () => {
    const sql = `insert into disclosure_release (number, taken_at, figures) values (9, now(), '{}')`;
    await expect(db.app.query(sql)).rejects.toThrow(/must append its audit row/);
  });

  it('leave nothing behind when their process is killed in the middle, and the next one is whole', async () => {
    await first();
    const before = await acts();
    const holder = db.owner.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select 1 from audit_head for update');
    const making = runAt('2017-02-01T02:30').catch((error: unknown) => error);
    const killed = await killWhoWaits();
    await holder.rollbackTransaction();
    await holder.release();
    expect([killed, await making]).toEqual([1, expect.any(Error)]);
    expect([await numbers(), await acts()]).toEqual([[1], before]);
    expect(await runAt('2017-02-01T02:31')).toBe(true);
    expect(await numbers()).toEqual([1, 2]);
  });

  /** Ends the connection that has inserted its release and waits for the end of the audit chain. */
  async function killWhoWaits(): Promise<number> {
    for (let tries = 0; tries < 200; tries += 1) {
      const ended = await db.app.query<object[]>(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%append_audit%'`,
      );
      if (ended.length > 0) return ended.length;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return 0;
  }
});
