import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Holding, post, raised } from '../ledger/money-builders';

interface Answer {
  readonly __typename?: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly code?: string;
}

const FIELDS = `__typename
  ... on Allocation { id version status issuedOn confirmedOn amount available passedDown passings { amount issuedAt withdrawnAt } }
  ... on RuleBroken { rule field facts { name value } } ... on VersionConflict { currentVersion } ... on TransitionRefused { state event }`;
const SHORT = '... on FundsInsufficient { allocationId available requested }';

describe('money goes down the tree of unions', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const [proposer, issuer] = [viewerWith({ subject: 'province-1' }), viewerWith({ subject: 'province-2' })];
  const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'hefei-1' });
  const yaohai = viewerWith({ role: 'county', read: ['340102'], subject: 'yaohai-1' });
  let root: Holding;
  beforeAll(async () => {
    root = await raised(db.app, 1_000_00);
  });

  const run = async (name: string, type: string, input: object, viewer: Viewer, more = ''): Promise<Answer> => {
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${FIELDS} ${more} } }`;
    const { data, errors } = await executeSubgraph<Record<string, Answer> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { input } },
    });
    return (data?.[name] ?? errors[0]) as Answer;
  };
  const to = (region: string, unionId = newId()): object => ({
    unionId,
    level: region.endsWith('00') ? 'PREFECTURE' : 'COUNTY',
    region,
  });
  const propose = (parentId: string, receiver: object, amount: string, viewer = proposer, key = newId()) =>
    run('proposeAllocation', 'ProposeAllocationInput', { parentId, to: receiver, amount, idempotencyKey: key }, viewer);
  type Step = 'issueAllocation' | 'confirmAllocation' | 'settleAllocation' | 'withdrawProposal';
  const step = (name: Step, { id, version }: Answer, viewer: Viewer) =>
    run(name, 'AllocationStepInput', { id, expectedVersion: version }, viewer, name === 'issueAllocation' ? SHORT : '');
  const giveBack = ({ id, version }: Answer, amount: string | null, viewer: Viewer) =>
    run('returnUnspent', 'ReturnUnspentInput', { id, expectedVersion: version, amount, reason: '结余' }, viewer, SHORT);
  /** A city's allocation that is confirmed. */
  const cityWith = async (amount: string): Promise<Answer> => {
    const issued = await step('issueAllocation', await propose(root.allocationId, to('340100'), amount), issuer);
    return step('confirmAllocation', issued, hefei);
  };
  const spend = (allocationId: string, fen: number) => {
    const holding = { ...root, allocationId };
    const lines = (from: string, into: string) => [
      [from, allocationId, -fen] as const,
      [into, allocationId, fen] as const,
    ];
    return post(db.app, 'RESERVED', holding, lines('AVAILABLE', 'RESERVED')).then(() =>
      post(db.app, 'PAID', holding, lines('RESERVED', 'SPENT')),
    );
  };

  it('is proposed, issued by another person, confirmed by the receiving union, and then passed on', async () => {
    const proposed = await propose(root.allocationId, to('340100'), '300.00');
    expect(proposed).toMatchObject({
      status: 'PROPOSED',
      amount: '0.00',
      passings: [{ amount: '300.00', issuedAt: null }],
    });
    expect(await step('issueAllocation', proposed, proposer)).toMatchObject({ rule: 'FOUR_EYES' });
    const issued = await step('issueAllocation', proposed, issuer);
    expect(issued).toMatchObject({ status: 'ISSUED', amount: '300.00', available: '300.00', issuedOn: '2017-01-23' });
    expect(await propose(issued.id, to('340102'), '1.00', hefei)).toMatchObject({ rule: 'ALLOCATION_CONFIRMED' });
    expect(await step('confirmAllocation', issued, issuer)).toMatchObject({ code: 'FORBIDDEN' });
    const confirmed = await step('confirmAllocation', issued, hefei);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', confirmedOn: '2017-01-23' });
    const county = await propose(confirmed.id, to('340102'), '200.00', hefei);
    expect(
      await step('issueAllocation', county, viewerWith({ role: 'city', read: ['340100'], subject: 'hefei-2' })),
    ).toMatchObject({ status: 'ISSUED', amount: '200.00' });
  });

  it('I13: goes one level down and no other way', async () => {
    const city = await cityWith('50.00');
    for (const [parent, region, viewer] of [
      [root.allocationId, '340102', proposer],
      [city.id, '341102', hefei],
      [city.id, '340100', hefei],
    ] as const)
      expect(await propose(parent, to(region), '1.00', viewer)).toMatchObject({
        rule: 'NEXT_LEVEL_DOWN',
        field: 'to.region',
      });
    const direct = await propose(root.allocationId, to('341822'), '1.00');
    expect(direct).toMatchObject({ status: 'PROPOSED' });
  });

  it('is nobody’s to take from above: a county neither proposes from the city’s money nor issues to itself', async () => {
    const city = await cityWith('50.00');
    expect(await propose(city.id, to('340102'), '1.00', yaohai)).toMatchObject({ code: 'NOT_FOUND' });
    const county = await propose(city.id, to('340102'), '1.00', hefei);
    expect(await step('issueAllocation', county, yaohai)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('I12: is issued as far as the parent has it, and the refusal tells what is there', async () => {
    const city = await cityWith('50.00');
    const county = await propose(city.id, to('340102'), '50.01', hefei);
    const hefei2 = viewerWith({ role: 'city', read: ['340100'], subject: 'hefei-2' });
    expect(await step('issueAllocation', county, hefei2)).toMatchObject({
      ...{ allocationId: city.id, available: '50.00', requested: '50.01' },
    });
    const withdrawn = await step('withdrawProposal', county, hefei);
    expect(withdrawn).toMatchObject({ status: 'PROPOSED', passings: [{ withdrawnAt: expect.any(String) }] });
    expect(await step('issueAllocation', withdrawn, hefei2)).toMatchObject({ rule: 'PROPOSED' });
  });

  it('adds to the same allocation when the union gets more, one proposal at a time', async () => {
    const receiver = to('340100');
    const first = await step('issueAllocation', await propose(root.allocationId, receiver, '10.00'), issuer);
    await step('confirmAllocation', first, hefei);
    const more = await propose(root.allocationId, receiver, '5.00');
    expect(more).toMatchObject({ id: first.id, status: 'CONFIRMED', amount: '10.00' });
    expect(await propose(root.allocationId, receiver, '1.00')).toMatchObject({
      rule: 'ONE_PROPOSAL',
      field: 'to.unionId',
    });
    expect(await step('issueAllocation', { ...more, version: 1 }, issuer)).toMatchObject({
      currentVersion: more.version,
    });
    expect(await step('issueAllocation', more, issuer)).toMatchObject({ status: 'ISSUED', amount: '15.00' });
  });

  it('is proposed once per key, also when the requests meet', async () => {
    const [key, receiver] = [newId(), to('340100')];
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => propose(root.allocationId, receiver, '1.00', proposer, key)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('comes back up, and an empty allocation is returned', async () => {
    const city = await cityWith('40.00');
    expect(await giveBack(city, '40.01', hefei)).toMatchObject({ available: '40.00', requested: '40.01' });
    const some = await giveBack(city, '15.00', hefei);
    expect(some).toMatchObject({ status: 'CONFIRMED', amount: '25.00', available: '25.00' });
    expect(await giveBack(some, null, hefei)).toMatchObject({ status: 'RETURNED', amount: '0.00' });
  });

  it('is settled when it is spent, here and below', async () => {
    const city = await cityWith('40.00');
    expect(await step('settleAllocation', city, hefei)).toMatchObject({
      rule: 'MONEY_LEFT',
      facts: [
        { name: 'available', value: '40.00' },
        { name: 'reserved', value: '0.00' },
      ],
    });
    const hefei2 = viewerWith({ role: 'city', read: ['340100'], subject: 'hefei-2' });
    const county = await step('issueAllocation', await propose(city.id, to('340102'), '30.00', hefei), hefei2);
    await spend(city.id, 10_00);
    expect(await step('settleAllocation', city, hefei)).toMatchObject({ rule: 'SETTLED_BELOW' });
    const confirmed = await step('confirmAllocation', county, yaohai);
    await spend(county.id, 30_00);
    const settled = await step('settleAllocation', confirmed, yaohai);
    expect(settled).toMatchObject({ status: 'SETTLED' });
    expect(await step('settleAllocation', city, hefei)).toMatchObject({ status: 'SETTLED' });
    expect(await step('confirmAllocation', settled, yaohai)).toMatchObject({ state: 'SETTLED', event: 'CONFIRM' });
  });

  it.each(['issueAllocation', 'confirmAllocation', 'settleAllocation', 'withdrawProposal', 'returnUnspent'] as const)(
    '%s is for those who may, in their regions',
    async (name) => {
      const city = await cityWith('3.00');
      const ask = (viewer: Viewer): Promise<Answer> =>
        name === 'returnUnspent' ? giveBack(city, null, viewer) : step(name, city, viewer);
      expect(await ask(viewerWith({ role: 'maker', read: ['340100'] }))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await ask(viewerWith({ role: 'city', read: ['341100'] }))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await ask(viewerWith({ role: 'city', read: ['340100'], write: ['341100'] }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    },
  );

  it('I33: leaves an audit row for every step, with the amount and both states', async () => {
    const city = await cityWith('3.00');
    const acts = await db.app.query<object[]>(
      `select action, actor, region_code, detail->>'from' as "from", detail->>'to' as "to", detail->>'amount' as amount
       from audit_entry where $1 = any (subject_ids) order by seq`,
      [city.id],
    );
    expect(acts).toEqual([
      {
        action: 'allocation.propose',
        actor: 'province-1',
        region_code: '340100',
        from: null,
        to: null,
        amount: '3.00',
      },
      {
        action: 'allocation.issue',
        actor: 'province-2',
        region_code: '340100',
        from: 'PROPOSED',
        to: 'ISSUED',
        amount: '3.00',
      },
      {
        action: 'allocation.confirm',
        actor: 'hefei-1',
        region_code: '340100',
        from: 'ISSUED',
        to: 'CONFIRMED',
        amount: null,
      },
    ]);
  });
});
