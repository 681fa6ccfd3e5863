import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { Acts, verifyAudit } from '@nuan/facts';
import { AidPurpose, DeliveryMode, TargetGroupKind } from '@nuan/kernel';
import { testClock, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aHousehold, balancesOf, officer, payingGround, standards } from '../disbursement/payment-builders';
import { PaymentBatch } from './payment-batch.entity';
import { PaymentBatchService } from './payment-batch.service';
import { PaymentBatchWriter } from './payment-batch.writer';

const ROOT = join(__dirname, '../../../..');
const LINES = 25;
const FEN = 80_000;

describe('a process that is killed while a batch moves', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  beforeAll(() => standards(db));

  /** Runs the jobs in a process of its own; says by which signal it ended. */
  const runUntilKilled = (statements: number): Promise<string | null> =>
    promisify(execFile)(
      process.execPath,
      ['-r', '@swc-node/register', 'apps/assistance/testing/run-batch-jobs.ts', db.url, String(statements)],
      { cwd: ROOT, env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.base.json' } },
    ).then(
      () => null,
      (error: { signal?: string; stderr?: string }) => error.signal ?? `failed: ${error.stderr ?? ''}`,
    );

  /** What lines, ledger, balances and caps say of the money that is set aside, in fen; all four must be one figure. */
  const reservedFen = async (batchId: string, allocationId: string): Promise<number[]> => {
    const [sum] = await db.app.query<{ lines: number; posted: number; caps: number }[]>(
      `select (select coalesce(sum(amount_fen), 0)::int from disbursement where batch_id = $1 and status in ('RESERVED','APPROVED','SENT')) as lines,
         (select coalesce(sum(amount_fen), 0)::int from ledger_entry where allocation_id = $2 and account = 'RESERVED') as posted,
         (select coalesce(sum(used_fen), 0)::int from cap_usage) as caps`,
      [batchId, allocationId],
    );
    const [, reserved] = await balancesOf({ db }, allocationId);
    return [sum?.lines ?? 0, sum?.posted ?? 0, sum?.caps ?? 0, reserved];
  };

  it('I20: leaves lines, ledger and caps in agreement at every death, and loses and doubles nothing in the end', async () => {
    const ground = await payingGround(db, { fen: 100 * FEN });
    for (let at = 0; at < LINES; at += 1) await aHousehold(ground);
    const batches = new PaymentBatchService(db.app);
    const writer = new PaymentBatchWriter(new Acts(db.app, testClock), batches);
    const made = await writer.create(officer('maker'), {
      title: '两节慰问',
      campaign: ground.campaign,
      regionCode: '340102',
      group: TargetGroupKind.FILED_HOUSEHOLD,
      purpose: AidPurpose.LIVING,
      mode: DeliveryMode.BANK_CARD,
      fundId: ground.holding.fundId,
      amounts: [{ amount: BigInt(FEN) }],
      idempotencyKey: 'crash-batch-1',
    });
    if (!(made instanceof PaymentBatch)) throw new TypeError('the batch was refused');
    const { id } = made;
    const survive = async (deaths: readonly number[]): Promise<void> => {
      for (const statements of deaths) {
        expect(await runUntilKilled(statements)).toBe('SIGKILL');
        const figures = await reservedFen(id, ground.holding.allocationId);
        expect(new Set(figures).size).toBe(1);
      }
      expect(await runUntilKilled(0)).toBeNull();
    };
    const step = async (name: 'validate' | 'reserve' | 'approve' | 'send', viewer: Viewer): Promise<void> => {
      const { version: expectedVersion } = await batches.get(viewer, id);
      expect(await writer[name](viewer, { id, expectedVersion })).toBeInstanceOf(PaymentBatch);
    };
    await survive([3]);
    expect(await batches.get(officer('maker'), id)).toMatchObject({ status: 'DRAFT', lineCount: LINES });
    await step('validate', officer('maker'));
    await survive([9]);
    await step('reserve', officer('maker'));
    // Inside the first act after its caps, inside the second, and after its ledger.
    await survive([6, 15]);
    expect(await reservedFen(id, ground.holding.allocationId)).toEqual(Array(4).fill(LINES * FEN));
    await step('approve', officer('checker'));
    await survive([5]);
    await step('send', officer('cashier'));
    await survive([3]);
    expect(await batches.get(officer('maker'), id)).toMatchObject({ status: 'SENT', reservedCount: LINES });
    expect(await reservedFen(id, ground.holding.allocationId)).toEqual(Array(4).fill(LINES * FEN));
    const versions = await db.app.query<object[]>(
      'select distinct version, status from disbursement where batch_id = $1',
      [id],
    );
    expect(versions).toEqual([{ version: 5, status: 'SENT' }]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  }, 180_000);
});
