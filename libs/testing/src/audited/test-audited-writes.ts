import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseDefinition } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import type { DataSource, EntityManager } from 'typeorm';

import { BareTables } from '../bare/bare-tables';
import { useTestDatabase } from '../test-database';
import { type Write, writableTables, type WritableTable, writesTo } from './writable-tables';

/** What the generated test of a database's audited writes needs to know. */
export interface AuditedWriteTest {
  readonly definition: DatabaseDefinition;
  /** Tables of this subgraph that the application writes without owing an audit row, each with the reason. */
  readonly unaudited?: Readonly<Record<string, string>>;
}

/** Tables of every subgraph that are written without an audit row of their own. */
const UNAUDITED: Readonly<Record<string, string>> = {
  idempotency_key: 'written within the act that the key is for; a key without its act answers nothing',
  job: 'places of long work: whoever begins it and every step of it is an act, audited as the caller’s',
  projection_cursor: 'places in the feeds of others',
};

/** Functions whose triggers make a write owe its audit row, and settle it at commit. */
const AUDIT = ['audit_due_mark', 'audit_due_settled'];

/**
 * States as tests that the application can write to no table of the database, by any kind of statement that it was granted, without
 * appending a row to the audit chain in the same transaction. It runs on a database of its own.
 */
export function testAuditedWrites({ definition, unaudited = {} }: AuditedWriteTest): void {
  describe(`the writes of ${definition.name}`, () => {
    const db = useTestDatabase(definition);
    let tables: readonly WritableTable[] = [];
    let bare: BareTables;

    beforeAll(async () => {
      tables = await writableTables(db.owner, `nuan_${definition.name}_app`);
      bare = await BareTables.of(db.owner, AUDIT);
      // The rule that is tried is the audit's: the walls have a test of their own.
      for (const { table } of tables) await db.owner.query(`alter table ${table} disable row level security`);
    }, 60_000);

    const audited = (): WritableTable[] => tables.filter(({ table }) => !(table in { ...UNAUDITED, ...unaudited }));

    it('I33: owe their audit row whatever table and statement it is, or a reason is given', () => {
      const known = { ...UNAUDITED, ...unaudited };
      expect(audited().flatMap(({ table, unmarked }) => unmarked.map((kind) => `${kind} ${table}`))).toEqual([]);
      const marked = tables.filter(({ granted, unmarked }) => unmarked.length < granted.length);
      expect(marked.map(({ table }) => table).filter((table) => table in known)).toEqual([]);
      expect(Object.keys(unaudited).filter((name) => !tables.some(({ table }) => table === name))).toEqual([]);
      expect(audited().length).toBeGreaterThan(0);
    });

    it('I33: are refused at commit without their audit row, leaving nothing, and hold with it', async () => {
      const wrong: string[] = [];
      let written = 0;
      for (const table of audited())
        for (const write of writesTo(table, bare)) {
          const told = await tellTale(db.app, db.owner, write);
          written += 1;
          if (told !== 'refused bare, held with its row') wrong.push(`${write.kind} ${table.table}: ${told}`);
        }
      expect(wrong).toEqual([]);
      expect(written).toBeGreaterThanOrEqual(audited().length);
    }, 60_000);

    it('I33: stand in one chain, in which no row is missing or changed', async () => {
      const { entries, breaks } = await verifyAudit(db.owner);
      expect(breaks).toEqual([]);
      expect(entries).toBeGreaterThanOrEqual(audited().length);
    });
  });
}

/** Tries the write as the application: without its audit row, then with it. */
async function tellTale(app: DataSource, owner: DataSource, write: Write): Promise<string> {
  if (write.before) await owner.query(write.before.sql, [...write.before.values]);
  const traces = async (): Promise<string> =>
    JSON.stringify(await owner.query(write.trace.sql, [...write.trace.values]));
  const untouched = await traces();
  const run = (manager: Pick<EntityManager, 'query'>): Promise<unknown> => manager.query(write.sql, [...write.values]);
  const bareWrite = await app.transaction(run).then(
    () => 'committed',
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  );
  if (bareWrite !== 'audit_due_settled') return `without its row: ${bareWrite}`;
  if ((await traces()) !== untouched) return 'refused, and left something behind';
  await app.transaction(async (manager) => {
    await run(manager);
    await manager.query(
      `select append_audit(gen_random_uuid(), now(), 'someone', 'maker', 'table.write', null, '{}', '{}', '{}')`,
    );
  });
  return (await traces()) === untouched ? 'wrote nothing with its row' : 'refused bare, held with its row';
}
