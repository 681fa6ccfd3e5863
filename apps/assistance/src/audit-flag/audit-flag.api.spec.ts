import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aCampaign, aCashPayment, aPayment, raised } from '../ledger/money-builders';

interface Flags {
  readonly auditFlags: {
    readonly nodes: { readonly rule: string; readonly disbursement: { readonly id: string } }[];
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

describe('audit flags', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (args: string, selection: string, viewer = viewerWith()) =>
    executeSubgraph<Flags>(assistanceSubgraph, {
      db: db.app,
      viewer,
      query: `{ auditFlags(${args}) { ${selection} } }`,
    });
  const expected: string[] = [];

  beforeAll(async () => {
    const campaign = await aCampaign(db.app, { code: 'FLAGS' });
    const holding = await raised(db.app, 9_000_000, { campaign_code: campaign });
    const flagged = async (rules: readonly string[], payment: Promise<string>): Promise<void> => {
      const id = await payment;
      expected.push(...rules.map((rule) => `${rule} ${id}`));
    };
    await flagged(['CASH_EXCEPTION'], aCashPayment(db.owner, holding));
    await flagged(['CAP_NEARLY_REACHED'], aPayment(db.owner, holding, { cap_used_fen: 285_000 }));
    await flagged([], aPayment(db.owner, holding, { cap_used_fen: 284_999 }));
    await flagged(['PAYEE_NOT_HEAD'], aPayment(db.owner, holding, { payee_id: newId(), region_code: '341102' }));
    const fresh = { recorded_on: '2017-01-02', last_reviewed_on: '2017-01-02' };
    await flagged(['PAID_SOON_AFTER_RECORDING'], aPayment(db.owner, holding, fresh));
    await flagged([], aPayment(db.owner, holding, { ...fresh, recorded_on: '2017-01-01' }));
    await flagged(['STALE_FILE'], aPayment(db.owner, holding, { last_reviewed_on: '2016-01-04' }));
    await flagged([], aPayment(db.owner, holding, { last_reviewed_on: '2016-01-05' }));
    const bad = { payee_id: newId(), cap_used_fen: 300_000, last_reviewed_on: '2015-01-01' };
    await flagged(['CAP_NEARLY_REACHED', 'PAYEE_NOT_HEAD', 'STALE_FILE'], aPayment(db.owner, holding, bad));
    await flagged(
      [],
      aPayment(db.owner, holding, { ...bad, status: 'SENT', paid_at: null, paid_by: null, is_first_of_year: false }),
    );
    await aCashPayment(db.owner, holding, { campaign_code: null });
  });

  it('find each payment under each rule it meets, page by page and in order, and no other', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const { data, errors } = await run(
        `campaign: "FLAGS", first: 3${after}`,
        'nodes { rule disbursement { id } } totalCount pageInfo { endCursor hasNextPage }',
      );
      expect(errors).toEqual([]);
      const { nodes, totalCount, pageInfo } = data.auditFlags;
      expect(totalCount).toBe(expected.length);
      seen.push(...nodes.map(({ rule, disbursement }) => `${rule} ${disbursement.id}`));
      after = pageInfo.hasNextPage ? `, after: "${pageInfo.endCursor}"` : '';
    } while (after !== '');
    expect(seen).toEqual([...expected].sort());
  });

  it.each([
    ['rules: [CASH_EXCEPTION]', 2],
    ['campaign: "FLAGS", rules: [STALE_FILE, PAYEE_NOT_HEAD]', 4],
    ['campaign: "FLAGS", region: "341100"', 1],
  ])('are narrowed by %s', async (args, count) => {
    expect((await run(args, 'totalCount')).data).toEqual({ auditFlags: { totalCount: count } });
  });

  it('show payment, fund and actors in three statements for any number', async () => {
    const selection =
      'nodes { rule actors { role } disbursement { amount payee { id } household { id } fund { source } } }';
    const { result, statements } = await countStatements(db.app, () => run('campaign: "FLAGS"', selection));
    expect(result.errors).toEqual([]);
    expect(statements).toHaveLength(3);
  });

  it('show a city its own alone, and are refused to those who file and approve', async () => {
    const chuzhou = await run('campaign: "FLAGS"', 'totalCount', viewerWith({ role: 'auditor', read: ['341100'] }));
    expect(chuzhou.data).toEqual({ auditFlags: { totalCount: 1 } });
    for (const role of ['maker', 'checker', 'cashier', 'analyst', 'admin'] as const) {
      expect((await run('campaign: "FLAGS"', 'totalCount', viewerWith({ role }))).errors).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
    }
  });

  it('read one partial index per rule', async () => {
    const plan = await db.owner.transaction(async (manager) => {
      await manager.query('set local enable_seqscan = off');
      return manager.query<{ 'QUERY PLAN': string }[]>(
        `explain select * from audit_flag where campaign_code = 'FLAGS'`,
      );
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of ['cash_exception', 'cap_nearly_reached', 'payee_not_head', 'paid_soon', 'stale_file']) {
      expect(text).toContain(`disbursement_${index}_idx`);
    }
  });
});
