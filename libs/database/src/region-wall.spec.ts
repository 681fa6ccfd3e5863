import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';

import { walledDatabase } from '../testing/parcel.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { databaseOptions } from './database-options';
import { undoMigrations } from './migration-runner';
import { beyondRegions, NOTHING, runInScope } from './region-scope';
import { scopedClient } from './scoped-client';

const HEFEI = { read: ['3401%'], write: ['3401%'] };
const WUHU = { read: ['3402%'], write: ['3402%'] };

interface Row {
  readonly code: string;
}

describe('the wall of regions', () => {
  let scratch: ScratchDatabase;
  let one: DataSource;
  beforeAll(async () => {
    scratch = await scratchDatabase(walledDatabase);
    await scratch.owner.query(
      `insert into parcel values (1, '340102', 'rice', 100, null), (2, '340202', 'oil', 100, null)`,
    );
    await scratch.owner.query(`insert into parcel_note values (1, 'soft'), (2, 'hard')`);
    one = await open(1);
  }, 60_000);
  afterAll(async () => {
    await one.destroy();
    await scratch.drop();
  });

  const open = (poolSize: number): Promise<DataSource> =>
    new DataSource(
      databaseOptions({ ...walledDatabase, url: scratch.url, applicationName: 'wall', poolSize }),
    ).initialize();
  const codes = async (
    db: Pick<DataSource, 'query'>,
    sql = 'select region_code as code from parcel',
  ): Promise<string[]> => (await db.query<Row[]>(sql)).map(({ code }) => code).sort();

  it('shows no row to a statement outside of any scope', async () => {
    expect(await codes(one)).toEqual([]);
    expect(await codes(one, 'select note as code from parcel_note')).toEqual([]);
  });

  it('shows the rows of the scope, and what hangs on them, with no condition in the statement', async () => {
    expect(await runInScope(HEFEI, () => codes(one))).toEqual(['340102']);
    expect(await runInScope(HEFEI, () => codes(one, 'select note as code from parcel_note'))).toEqual(['soft']);
    expect(await runInScope({ read: ['%'], write: [] }, () => codes(one))).toEqual(['340102', '340202']);
    expect(await runInScope({ read: [], write: [] }, () => codes(one))).toEqual([]);
  });

  it('shows nothing of the scope that the last user of the connection had', async () => {
    await runInScope(HEFEI, () => codes(one));
    expect(await codes(one)).toEqual([]);
    expect(await runInScope(WUHU, () => codes(one))).toEqual(['340202']);
  });

  it.each([1, 2])('keeps requests of two regions apart that run at once on %i connections', async (poolSize) => {
    const db = await open(poolSize);
    try {
      const ask = async (at: number): Promise<string[]> => {
        const first = await codes(db, 'select region_code as code from parcel where pg_sleep(0.002) is not null');
        const again = await Promise.all([codes(db), codes(db)]);
        return [...new Set([at % 2 === 0 ? 'HEFEI' : 'WUHU', ...first, ...again.flat()])];
      };
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, at) => runInScope(at % 2 === 0 ? HEFEI : WUHU, () => ask(at))),
      );
      expect(new Set(answers.map(String))).toEqual(new Set(['HEFEI,340102', 'WUHU,340202']));
    } finally {
      await db.destroy();
    }
  });

  it('stands before a view, a named statement and a copied stream', async () => {
    expect(await runInScope(WUHU, () => codes(one, 'select region_code as code from parcel_seen'))).toEqual(['340202']);
    const pool = new pg.Pool({ connectionString: scratch.url, max: 1, Client: scopedClient(NOTHING) });
    try {
      const named = async (): Promise<string[]> => {
        const client = await pool.connect();
        try {
          const query = {
            name: 'parcels',
            text: 'select region_code as code from parcel where amount_fen > $1',
            values: [0],
          };
          return (await client.query<Row>(query)).rows.map(({ code }) => code);
        } finally {
          client.release();
        }
      };
      // Often enough for a generic plan.
      for (let at = 0; at < 8; at += 1) {
        expect(await runInScope(HEFEI, named)).toEqual(['340102']);
        expect(await runInScope(WUHU, named)).toEqual(['340202']);
        expect(await named()).toEqual([]);
      }
      const streamed = async (): Promise<string[]> => {
        const client = await pool.connect();
        const chunks: Buffer[] = [];
        for await (const chunk of client.query(copyTo('copy (select region_code from parcel) to stdout')))
          chunks.push(chunk as Buffer);
        client.release();
        return Buffer.concat(chunks).toString().split('\n').filter(Boolean);
      };
      expect(await runInScope(HEFEI, streamed)).toEqual(['340102']);
      expect(await streamed()).toEqual([]);
    } finally {
      await pool.end();
    }
  });

  it('shows nothing to a statement that a pool sends for somebody by a callback', async () => {
    const pool = new pg.Pool({ connectionString: scratch.url, max: 1, Client: scopedClient(NOTHING) });
    const ask = async (): Promise<number> => (await pool.query('select from parcel')).rowCount ?? -1;
    const answers = await Promise.all([runInScope(HEFEI, ask), runInScope(WUHU, ask), ask()]);
    await pool.end();
    expect(answers).toEqual([0, 0, 0]);
  });

  it('holds inside a transaction, after its rollback, and after a rollback to a savepoint', async () => {
    await runInScope(WUHU, () => codes(one));
    await runInScope(HEFEI, async () => {
      const rolledBack = one.transaction(async (tx) => {
        expect(await runInScope(WUHU, () => codes(tx))).toEqual(['340202']);
        expect(await codes(tx)).toEqual(['340102']);
        throw new RangeError('given up');
      });
      await expect(rolledBack).rejects.toThrow('given up');
      expect(await codes(one)).toEqual(['340102']);
      await one.transaction(async (tx) => {
        await expect(
          tx.transaction(async (inner) => {
            expect(await runInScope(WUHU, () => codes(inner))).toEqual(['340202']);
            throw new RangeError('given up again');
          }),
        ).rejects.toThrow('given up again');
        // Told inside what was rolled back: the server has the scope of before, whatever was told last.
        expect(await runInScope(WUHU, () => codes(tx))).toEqual(['340202']);
        expect(await codes(tx)).toEqual(['340102']);
      });
    });
    expect(await codes(one)).toEqual([]);
  });

  it('knows that a COMMIT after an error took its setting back, and a ROLLBACK however it is written', async () => {
    const runner = one.createQueryRunner();
    const comment = '/* as somebody might write it */';
    await runInScope(WUHU, () => codes(runner));
    await runInScope(HEFEI, async () => {
      await runner.query('begin');
      expect(await codes(runner)).toEqual(['340102']);
      await expect(runner.query('select 1 / 0')).rejects.toThrow('division by zero');
      await runner.query('commit');
      expect(await codes(runner)).toEqual(['340102']);
    });
    await runInScope(WUHU, () => codes(runner));
    await runInScope(HEFEI, async () => {
      await runner.query(`${comment} begin`);
      expect(await codes(runner)).toEqual(['340102']);
      await runner.query(`${comment} rollback`);
      expect(await codes(runner)).toEqual(['340102']);
    });
    await runner.release();
  });

  it('refuses a row or a change outside the regions of writing, and does not see what it may not read', async () => {
    const scope = { read: ['34%'], write: ['3401%'] };
    const refused = (sql: string, within = scope) => expect(runInScope(within, () => one.query(sql))).rejects;
    await refused(`insert into parcel values (3, '340202', 'rice', 1, null)`).toMatchObject({ code: '42501' });
    await refused(`update parcel set content = 'x' where id = 2`).toMatchObject({ code: '42501' });
    await refused(`update parcel set region_code = '340202' where id = 1`).toMatchObject({ code: '42501' });
    await refused(`insert into parcel_note values (2, 'new')`, HEFEI).toMatchObject({ code: '42501' });
    expect(await runInScope(HEFEI, () => one.query(`update parcel set content = 'x' where id = 2`))).toEqual([[], 0]);
    expect(await runInScope(scope, () => one.query('delete from parcel where id = 2'))).toEqual([[], 0]);
    const written = await runInScope(scope, () => one.query(`update parcel set content = 'x' where id = 1`));
    expect(written).toEqual([[], 1]);
  });

  it('lets through what is beyond the regions for a named reason, and only that', async () => {
    await runInScope(HEFEI, async () => {
      expect(await beyondRegions('a spec', () => codes(one))).toEqual(['340102', '340202']);
      expect(await codes(one)).toEqual(['340102']);
    });
  });

  it('sends nothing twice: one scope after the other costs one statement, the same scope none', async () => {
    const runner = one.createQueryRunner();
    await runInScope(HEFEI, async () => {
      await codes(runner);
      await runner.query(`set nuan.read = '3402%'`);
      // Nobody but the connection tells it; that this stays shows that it isn't told again.
      expect(await codes(runner)).toEqual(['340202']);
    });
    await runInScope(WUHU, () => codes(runner));
    expect(await runInScope(HEFEI, () => codes(runner))).toEqual(['340102']);
    await runner.release();
  });

  it('takes no text for a region that is none', () => {
    expect(() => runInScope({ read: [`34%'; drop table parcel; --`], write: [] }, () => undefined)).toThrow(
      'not a pattern',
    );
  });

  it('is taken down by its migration alone, exactly', async () => {
    await undoMigrations(scratch.ownerUrl, walledDatabase, 1);
    const left = await scratch.owner.query<object[]>(
      `select 1 from pg_policies union all select 1 from pg_class where relname = 'parcel' and (relrowsecurity or relforcerowsecurity)`,
    );
    expect(left).toEqual([]);
  });
});
