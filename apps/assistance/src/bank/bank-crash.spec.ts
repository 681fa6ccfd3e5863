import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Answer, aResult, FILE, paidLine, sentPayments, TestBank } from './bank-builders';

const ROOT = join(__dirname, '../../../..');

describe('a process that is killed', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());

  /** Runs the jobs in a process of its own; says by which signal it ended. */
  const runUntilKilled = (step: number): Promise<string | null> =>
    promisify(execFile)(
      process.execPath,
      ['-r', '@swc-node/register', 'apps/assistance/testing/run-bank-jobs.ts', db.url, bank.directory, String(step)],
      { cwd: ROOT, env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.base.json' } },
    ).then(
      () => null,
      (error: { signal?: string; stderr?: string }) => error.signal ?? `failed: ${error.stderr ?? ''}`,
    );

  const open = async (): Promise<string> => {
    const file = await bank.ask<Answer>(
      `mutation($input: SendBankFileInput!) { sendBankFile(input: $input) { ...F } } ${FILE}`,
      { input: { idempotencyKey: newId(), regionCode: '340100' } },
    );
    return String(file.id);
  };

  it('I20: between making a file and sending it, and between sending and saying so, leaves one file of the same bytes', async () => {
    const { ids } = await sentPayments(db, 25);
    const id = await open();
    // Steps: three collect, one settles the checksum, one writes; each try dies one step later.
    expect(await runUntilKilled(2)).toBe('SIGKILL');
    expect(await runUntilKilled(3)).toBe('SIGKILL');
    expect(await bank.file(id)).toMatchObject({ status: 'PREPARING', lineCount: 25 });
    expect(await runUntilKilled(1)).toBe('SIGKILL');
    expect(await bank.file(id)).toMatchObject({ status: 'PREPARING' });
    expect(await runUntilKilled(2)).toBe('SIGKILL');
    const prepared = await bank.file(id);
    expect(prepared).toMatchObject({ status: 'PREPARED', writtenAt: null });
    const path = join(bank.directory, 'outbox', `${String(prepared.fileNo)}.pay`);
    const written = await readFile(path);
    await bank.run();
    expect(await bank.file(id)).toMatchObject({
      status: 'WRITTEN',
      lineCount: 25,
      linesSha256: prepared['linesSha256'],
    });
    expect(await readFile(path)).toEqual(written);
    expect(await readdir(join(bank.directory, 'outbox'))).toEqual([`${String(prepared.fileNo)}.pay`]);
    const lines = await bank.sentLines(String(prepared.fileNo));
    expect(lines.map(({ disbursementId }) => disbursementId).sort()).toEqual([...ids].sort());
  }, 120_000);

  it('I21: between the pieces of a result, loses no line and pays none twice', async () => {
    const { ids, holding } = await sentPayments(db, 35);
    const id = await open();
    await bank.run();
    const fileNo = String((await bank.file(id)).fileNo);
    const lines = (await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line));
    const answerId = await bank.uploadOnly(aResult(lines));
    expect(await runUntilKilled(3)).toBe('SIGKILL');
    expect(await bank.answer(answerId)).toMatchObject({ status: 'APPLYING', appliedCount: 10 });
    expect(await runUntilKilled(2)).toBe('SIGKILL');
    expect(await bank.answer(answerId)).toMatchObject({ status: 'APPLYING', appliedCount: 20 });
    expect(await runUntilKilled(0)).toBeNull();
    expect(await bank.answer(answerId)).toMatchObject({ status: 'APPLIED', appliedCount: 35, anomalyCount: 0 });
    const [sum] = await db.app.query<object[]>(
      `select count(*)::int as paid, sum(amount_fen)::int as fen,
         (select spent_fen::int from allocation where id = $2) as spent,
         (select coalesce(sum(e.amount_fen), 0)::int from ledger_entry e where e.allocation_id = $2 and e.account = 'SPENT') as posted
       from disbursement where id = any($1::uuid[]) and status = 'PAID'`,
      [ids, holding.allocationId],
    );
    expect(sum).toEqual({ paid: 35, fen: 2_800_000, spent: 2_800_000, posted: 2_800_000 });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  }, 120_000);
});
