import { describe, expect, it } from '@jest/globals';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

describe('limits of approval', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (query: string, viewer = viewerWith()) =>
    executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query });
  const set = (fields: string, viewer = viewerWith()) =>
    run(
      `mutation { setApprovalLimit(input: { level: COUNTY, basis: "省总工会〔2017〕3号", ${fields} }) {
        __typename ... on ApprovalLimit { level perPayment perBatch version } ... on RuleBroken { rule field } ... on VersionConflict { currentVersion } } }`,
      viewer,
    );

  it('are listed from the county up, the province without one', async () => {
    const { data } = await run('{ approvalLimits { level perPayment perBatch } }', viewerWith({ role: 'checker' }));
    expect(data['approvalLimits']).toEqual([
      { level: 'COUNTY', perPayment: '5000.00', perBatch: '1000000.00' },
      { level: 'PREFECTURE', perPayment: '20000.00', perBatch: '20000000.00' },
      { level: 'PROVINCE', perPayment: null, perBatch: null },
    ]);
  });

  it('are set by the province, by version, with what they were before in the audit', async () => {
    const { data } = await set('expectedVersion: 1, perPayment: "3000.00", perBatch: "500000.00"');
    expect(data['setApprovalLimit']).toMatchObject({ perPayment: '3000.00', perBatch: '500000.00', version: 2 });
    const [audit] = await db.app.query<{ detail: object }[]>(
      'select detail from audit_entry order by seq desc limit 1',
    );
    expect(audit?.detail).toMatchObject({ perPaymentFenBefore: '500000', perPaymentFen: '300000' });
    const stale = await set('expectedVersion: 1, perPayment: "1.00"');
    expect(stale.data['setApprovalLimit']).toEqual({ __typename: 'VersionConflict', currentVersion: 2 });
  });

  it('let no single payment pass that a batch of one would not', async () => {
    const { data } = await set('expectedVersion: 2, perPayment: "3000.00", perBatch: "2999.99"');
    expect(data['setApprovalLimit']).toMatchObject({ rule: 'BATCH_COVERS_PAYMENT', field: 'perBatch' });
  });

  it('are not set by a city, nor by those who approve', async () => {
    for (const viewer of [viewerWith({ role: 'city', read: ['340100'] }), viewerWith({ role: 'checker' })])
      expect((await set('expectedVersion: 2', viewer)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
