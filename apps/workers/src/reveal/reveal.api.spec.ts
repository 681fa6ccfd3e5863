import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@nuan/kernel';
import { asFixture, executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { REVEALS_PER_HOUR } from './reveal-limit';

const REFUSED = '... on RuleBroken { rule field } ... on RevealLimitReached { rule limit retryAfterSeconds }';

describe('revealing sealed values', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const county = (subject: string) => viewerWith({ role: 'county', read: ['340103'], subject });
  const later = fixedClock(new Date('2017-01-23T19:00:01+08:00'));

  async function person(viewer: ReturnType<typeof county>, input: Record<string, unknown>, clock?: typeof later) {
    const { data, errors } = await executeSubgraph<{ revealPerson: Record<string, unknown> } | null>(workersSubgraph, {
      db: db.app,
      viewer,
      ...(clock && { clock }),
      query: `mutation($input: RevealPersonInput!) { revealPerson(input: $input) { __typename ... on PersonRevealed { value } ${REFUSED} } }`,
      variables: { input: { field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: '核对身份证原件', ...input } },
    });
    return { outcome: data?.revealPerson, errors };
  }

  it('I33: shows one value to a county, with who, whom, what and why in the audit, and never the value', async () => {
    const idNumber = '349900197001015678';
    const workerId = await aWorker(db.app, {
      id_number_sealed: testCipher.seal(idNumber),
      id_number_hash: testCipher.hash('id-number', idNumber),
    });
    const { outcome, errors } = await person(county('county-1'), { workerId });
    expect(errors).toEqual([]);
    expect(outcome).toEqual({ __typename: 'PersonRevealed', value: idNumber });
    const acts = await db.app.query<object[]>('select * from audit_entry where $1 = any(subject_ids)', [workerId]);
    expect(acts).toMatchObject([
      {
        actor: 'county-1',
        role: 'county',
        action: 'person.reveal',
        region_code: '340103',
        detail: { field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: '核对身份证原件' },
      },
    ]);
    expect(JSON.stringify(acts)).not.toContain(idNumber);
  });

  it('shows nothing without a reason, outside the viewer’s regions, or to who may not', async () => {
    const workerId = await aWorker(db.app);
    expect((await person(county('county-2'), { workerId, reason: ' ' })).outcome).toMatchObject({
      rule: 'REASON_REQUIRED',
      field: 'reason',
    });
    const abroad = await aWorker(db.app, { region_code: '340202' });
    expect((await person(county('county-2'), { workerId: abroad })).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const role of ['province', 'maker', 'checker', 'cashier', 'auditor', 'analyst'] as const)
      expect((await person(viewerWith({ role, read: ['340103'] }), { workerId })).errors).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
    const shown = await db.app.query(
      `select from audit_entry where action = 'person.reveal' and $1 = any(subject_ids)`,
      [workerId],
    );
    expect(shown).toEqual([]);
  });

  it('ends at twenty an hour, counted in the audit, also of many at once', async () => {
    const workerId = await aWorker(db.app);
    const viewer = county('county-3');
    const reveals = await Promise.all(
      Array.from({ length: REVEALS_PER_HOUR + 4 }, () => person(viewer, { workerId, field: 'NAME' })),
    );
    const kinds = reveals.map(({ outcome }) => outcome?.['__typename']);
    expect(kinds.filter((kind) => kind === 'PersonRevealed')).toHaveLength(REVEALS_PER_HOUR);
    expect(reveals.find(({ outcome }) => outcome?.['rule'])?.outcome).toEqual({
      __typename: 'RevealLimitReached',
      rule: 'RATE_LIMITED',
      limit: 20,
      retryAfterSeconds: 3600,
    });
    expect((await person(county('county-4'), { workerId })).outcome).toMatchObject({ __typename: 'PersonRevealed' });
    expect((await person(viewer, { workerId }, later)).outcome).toMatchObject({ __typename: 'PersonRevealed' });
  });

  it('shows an account to a cashier and to nobody else', async () => {
    const { id } = await aHousehold(db.app);
    await asFixture(db.app, (manager) =>
      manager.query(
        `update household set bank_name = '样例银行', bank_account_mask = '样例银行 ****0002', bank_account_sealed = $2, bank_account_hash = $3, version = version + 1 where id = $1`,
        [id, testCipher.seal('9999990000000002'), testCipher.hash('bank-account', '9999990000000002')],
      ),
    );
    const reveal = async (role: 'cashier' | 'county' | 'maker', reason = '核对退票账号', read = '340103') => {
      const { data, errors } = await executeSubgraph<{ revealAccount: Record<string, unknown> } | null>(
        workersSubgraph,
        {
          db: db.app,
          viewer: viewerWith({ role, read: [read], subject: role }),
          query: `mutation { revealAccount(input: { householdId: "${id}", purpose: PAYMENT, reason: "${reason}" }) {
          ... on AccountRevealed { bankName accountNumber } ${REFUSED} } }`,
        },
      );
      return { outcome: data?.revealAccount, errors };
    };
    expect((await reveal('cashier', ' ')).outcome).toMatchObject({ rule: 'REASON_REQUIRED', field: 'reason' });
    expect((await reveal('cashier', '核对退票账号', '340202')).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await reveal('cashier')).outcome).toEqual({
      bankName: '样例银行',
      accountNumber: '9999990000000002',
    });
    expect((await reveal('county')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const acts = await db.app.query(
      `select actor, detail from audit_entry where action = 'account.reveal' and $1 = any(subject_ids)`,
      [id],
    );
    const detail = { field: 'ACCOUNT', purpose: 'PAYMENT', reason: '核对退票账号' };
    expect(acts).toEqual([{ actor: 'cashier', detail }]);
    for (let more = 1; more < REVEALS_PER_HOUR; more += 1) await reveal('cashier');
    expect((await reveal('cashier')).outcome).toMatchObject({ rule: 'RATE_LIMITED', limit: REVEALS_PER_HOUR });
  });
});
