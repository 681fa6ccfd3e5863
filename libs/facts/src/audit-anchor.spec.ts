import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';
import type { QueryRunner } from 'typeorm';

import { actsOver, parcelDatabase } from '../testing/parcel.database';
import { AnchorFile } from './audit-anchor';
import { verifyAudit } from './audit-chain';

/** What somebody with all rights on the database would do: change a row, and hash every row after it anew. */
const REWRITE = `
do $$ declare entry audit_entry; last bytea := sha256('nuan'); begin
  update audit_entry set actor = 'somebody else' where seq = 2;
  for entry in select * from audit_entry order by seq loop
    entry.previous_hash := last;
    last := sha256(last || audit_content(entry));
    update audit_entry set previous_hash = entry.previous_hash, hash = last where seq = entry.seq;
  end loop;
  update audit_head set hash = last;
end $$`;

/** What its owner would do who knows that the check hashes by a function of the database: change a row, and have the function say what it said before. */
const LYING = [
  'create table said as select seq, audit_content(e) as content from audit_entry e where seq = 2',
  `create or replace function audit_content(e audit_entry) returns bytea language sql stable as $$
     select coalesce((select content from said where said.seq = e.seq), convert_to(e.action, 'UTF8')) $$`,
  `update audit_entry set actor = 'somebody else' where seq = 2`,
];

describe('the anchors of an audit chain', () => {
  const db = useTestDatabase(parcelDatabase);
  const dir = mkdtempSync(join(tmpdir(), 'nuan-anchor-'));
  const path = join(dir, 'anchors/parcels.jsonl');
  const act = () =>
    actsOver(db.app).perform(viewerWith({ role: 'maker' }), 'parcel.pack', async (tx) => tx.about('Parcel', newId()));

  beforeAll(async () => {
    const file = new AnchorFile(path);
    for (let n = 0; n < 3; n += 1) {
      await act();
      await act();
      expect(await file.append(db.app)).toMatchObject({ seq: String(2 * n + 2) });
    }
    expect(await file.append(db.app)).toBeNull();
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('are where the chain ended, and the chain holds against them', async () => {
    const anchors = await new AnchorFile(path).read();
    expect(anchors.map(({ seq }) => seq)).toEqual(['2', '4', '6']);
    expect(await verifyAudit(db.app, anchors)).toMatchObject({ entries: 6, anchors: 3, breaks: [] });
  });

  it('go on from the last line after a restart', async () => {
    await act();
    const restarted = new AnchorFile(path);
    expect(await restarted.append(db.app)).toMatchObject({ seq: '7' });
    expect(await new AnchorFile(path).read()).toHaveLength(4);
  });

  it('show a chain that was rewritten whole, and one whose end was cut off together with its head', async () => {
    const anchors = await new AnchorFile(path).read();
    await inVain(async (runner) => {
      await runner.query(REWRITE);
      const query = { query: (sql: string, params?: unknown[]) => runner.query(sql, params) } as never;
      expect((await verifyAudit(query)).breaks).toEqual([]);
      const { breaks } = await verifyAudit(query, anchors);
      expect(breaks).toContainEqual({ seq: '2', problem: 'ANCHOR' });
    });
    await inVain(async (runner) => {
      await runner.query('delete from audit_entry where seq > 5');
      await runner.query('update audit_head set (seq, hash) = (select seq, hash from audit_entry where seq = 5)');
      const query = { query: (sql: string, params?: unknown[]) => runner.query(sql, params) } as never;
      expect((await verifyAudit(query)).breaks).toEqual([]);
      expect((await verifyAudit(query, anchors)).breaks).toContainEqual({ seq: '7', problem: 'ANCHOR' });
    });
  });

  it('show a row that was changed though the database’s own function denies it', async () => {
    const anchors = await new AnchorFile(path).read();
    await inVain(async (runner) => {
      for (const statement of LYING) await runner.query(statement);
      const query = { query: (sql: string, params?: unknown[]) => runner.query(sql, params) } as never;
      expect((await verifyAudit(query, anchors)).breaks).toEqual([{ seq: '2', problem: 'CONTENT' }]);
    });
  });

  it('are missed where they end long before the chain does', async () => {
    const anchors = await new AnchorFile(path).read();
    await inVain(async (runner) => {
      await runner.query(`update audit_entry set recorded_at = recorded_at - interval '1 hour'`);
      const query = { query: (sql: string, params?: unknown[]) => runner.query(sql, params) } as never;
      const problems = async (kept: typeof anchors) =>
        (await verifyAudit(query, kept)).breaks.filter(({ problem }) => problem === 'UNANCHORED');
      expect(await problems(anchors)).toEqual([]);
      expect(await problems(anchors.slice(0, 2))).toEqual([{ seq: '5', problem: 'UNANCHORED' }]);
    });
  });

  it.each([
    ['a changed line', (lines: string[]) => lines.map((line, n) => (n === 1 ? line.replace('"4"', '"5"') : line))],
    ['a line taken out', (lines: string[]) => lines.filter((_, n) => n !== 1)],
    ['a torn line', (lines: string[]) => [...lines, '{"seq":"9"']],
  ])('say when their file holds %s', async (_what, damage) => {
    const damaged = join(dir, 'damaged.jsonl');
    writeFileSync(damaged, damage(readFileSync(path, 'utf8').trim().split('\n')).join('\n'));
    await expect(new AnchorFile(damaged).read()).rejects.toThrow(/is damaged at line \d/);
  });

  it('are not continued after a torn line', async () => {
    const torn = join(dir, 'torn.jsonl');
    writeFileSync(torn, `${readFileSync(path, 'utf8')}{"seq":"9"`);
    const before = readFileSync(torn, 'utf8');
    await expect(new AnchorFile(torn).append(db.app)).rejects.toThrow('is damaged at its last line');
    expect(readFileSync(torn, 'utf8')).toBe(before);
  });

  it('are appended one at a time when several processes share the file', async () => {
    const shared = join(dir, 'shared.jsonl');
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const file = new AnchorFile(shared);
        for (let n = 0; n < 5; n += 1) {
          await act();
          await file.append(db.app);
        }
      }),
    );
    const anchors = await new AnchorFile(shared).read();
    expect(anchors.length).toBeGreaterThan(1);
    expect(await verifyAudit(db.app, anchors)).toMatchObject({ breaks: [] });
  });

  async function inVain(work: (runner: QueryRunner) => Promise<void>): Promise<void> {
    const runner = db.owner.createQueryRunner();
    await runner.startTransaction();
    try {
      await work(runner);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }
});
