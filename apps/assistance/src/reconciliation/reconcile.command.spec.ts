import { execFile } from 'node:child_process';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, raised } from '../ledger/money-builders';

const ROOT = join(__dirname, '../../../..');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('the program’s command reconcile', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let holding: Holding;
  beforeAll(async () => {
    holding = await raised(db.owner, 1_000_000);
  });

  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
    new Promise((resolve) => {
      const environment = {
        ...{ PATH: process.env['PATH'] ?? '', SWC_NODE_PROJECT: 'tsconfig.base.json' },
        ...{ NUAN_JWKS: 'none', NUAN_JWT_ISSUER: 'none', NUAN_ASSISTANCE_DATABASE_URL: db.url },
        ...{ NUAN_ASSISTANCE_OWNER_DATABASE_URL: db.ownerUrl, ...env },
      };
      const program = ['-r', '@swc-node/register', 'apps/assistance/src/main.ts', ...args];
      const child = execFile(process.execPath, program, { cwd: ROOT, env: environment }, (_error, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });

  it('ends with 0 when all sides agree, and says what it compared', async () => {
    const { code, out } = await run(['reconcile']);
    expect(out).toBe('0 payments, 1 postings, 0 bank lines: all sides agree\n');
    expect(code).toBe(0);
  }, 60_000);

  it('I21: ends with 1 and a line for each difference, by kind, subject, region and amounts', async () => {
    const id = await aPayment(db.owner, holding);
    const { code, out } = await run(['reconcile']);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      `PAID_WITHOUT_CONFIRMATION ${id} 340102 expected 800.00 found 0.00`,
      `SPENT_AND_PAYMENTS ${holding.allocationId} 340000 expected 0.00 found 800.00`,
      '1 payments, 1 postings, 0 bank lines: 2 differences',
      '',
    ]);
    const kept = await db.owner.query('select ran_by, difference_count from reconciliation_run order by ran_at');
    expect(kept).toEqual([
      { ran_by: 'reconcile', difference_count: 0 },
      { ran_by: 'reconcile', difference_count: 2 },
    ]);
  }, 60_000);

  it('says in one go what is wrong with the bank’s settings, and runs nothing', async () => {
    const { code, err } = await run(['reconcile'], { NUAN_BANK_ENCODING: 'BIG5', NUAN_BANK_UNKNOWN_AFTER: 'soon' });
    expect(code).toBe(1);
    expect(err).toMatch(/NUAN_BANK_ENCODING[\s\S]*NUAN_BANK_UNKNOWN_AFTER/);
  }, 60_000);
});
