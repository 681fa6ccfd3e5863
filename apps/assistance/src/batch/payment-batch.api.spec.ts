import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testClock, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import {
  act,
  aHousehold,
  aRegistration,
  balancesOf,
  type Ground,
  officer,
  payingGround,
  standards,
} from '../disbursement/payment-builders';
import { DisbursementSettlement } from '../disbursement/disbursement-settlement';
import { batchJobs } from './batch.jobs';

interface Batch {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly lineCount: number;
  readonly rule?: string;
  readonly field?: string;
}

const FIELDS = `__typename ... on PaymentBatch { id version status lineCount total reservedCount reservedTotal }
  ... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule state allowed } ... on VersionConflict { rule currentVersion }`;

describe('a batch of payments', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  beforeAll(() => standards(db));

  const run = (query: string, variables: object, viewer: Viewer = officer('maker')) =>
    executeSubgraph<Record<string, Batch>>(assistanceSubgraph, {
      db: db.app,
      viewer,
      query,
      variables: { ...variables },
    });
  const mutate = async (name: string, input: object, viewer: Viewer = officer('maker')): Promise<Batch> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await run(
      `mutation($input: ${type}!) { ${name}(input: $input) { ${FIELDS} } }`,
      { input },
      viewer,
    );
    expect(errors).toEqual([]);
    return data[name] as Batch;
  };
  const step = async (
    name: string,
    id: string,
    viewer: Viewer = officer('maker'),
    more: object = {},
  ): Promise<Batch> => {
    const [row] = await db.app.query<{ version: number }[]>('select version from payment_batch where id = $1', [id]);
    return mutate(name, { id, expectedVersion: row?.version, ...more }, viewer);
  };
  const work = () => runJobs(db.app, testClock, batchJobs(3));
  const created = async (ground: Ground, more: object = {}): Promise<Batch> =>
    mutate('createPaymentBatch', {
      title: '两节慰问第一批',
      campaign: ground.campaign,
      regionCode: '340102',
      group: 'FILED_HOUSEHOLD',
      purpose: 'LIVING',
      mode: 'BANK_CARD',
      fundId: ground.holding.fundId,
      idempotencyKey: `batch-${newId()}`,
      ...more,
    });
  const filled = async (ground: Ground, households: number): Promise<Batch> => {
    for (let at = 0; at < households; at += 1) await aHousehold(ground);
    const batch = await created(ground, { amounts: [{ amount: '800.00' }] });
    await work();
    return batch;
  };
  const read = async (
    id: string,
    selection: string,
    viewer: Viewer = officer('maker'),
  ): Promise<Record<string, unknown>> => {
    const { data, errors } = await run(`query($id: ID!) { paymentBatch(id: $id) { ${selection} } }`, { id }, viewer);
    expect(errors).toEqual([]);
    return data['paymentBatch'] as unknown as Record<string, unknown>;
  };
  const approved = async (id: string): Promise<void> => {
    for (const name of ['validateBatch', 'reserveBatch']) {
      await step(name, id);
      await work();
    }
    expect(await step('approveBatch', id, officer('checker'))).toMatchObject({ status: 'APPROVING' });
    await work();
  };

  it('is made by a rule for everyone registered, checked, reserved, approved, sent, answered and settled', async () => {
    const ground = await payingGround(db);
    const { id } = await filled(ground, 8);
    expect(await read(id, 'status lineCount total progress { kind state done failed }')).toEqual({
      status: 'DRAFT',
      lineCount: 8,
      total: '6400.00',
      progress: { kind: 'batch.fill', state: 'DONE', done: 8, failed: 0 },
    });
    await approved(id);
    expect(await read(id, 'status reservedCount reservedTotal outcomes { status count amount heldBack }')).toEqual({
      status: 'APPROVED',
      reservedCount: 8,
      reservedTotal: '6400.00',
      outcomes: [{ status: 'APPROVED', count: 8, amount: '6400.00', heldBack: 0 }],
    });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([9_360_000, 640_000, 0]);
    expect(await step('sendBatch', id, officer('cashier'))).toMatchObject({ status: 'SENDING' });
    await work();
    const lines = await db.app.query<{ id: string }[]>(
      'select id from disbursement where batch_id = $1 order by position',
      [id],
    );
    const settlement = new DisbursementSettlement();
    const [failed = '', ...paid] = lines.map((line) => line.id);
    await act(ground, (tx) =>
      settlement.markPaid(
        tx,
        paid.map((disbursementId) => ({ disbursementId, bankRef: 'B' })),
      ),
    );
    expect(await read(id, 'status')).toEqual({ status: 'SENT' });
    await act(ground, (tx) => settlement.markFailed(tx, [{ disbursementId: failed, returnCode: 'E01' }]));
    expect(await read(id, 'status actors { role userId } outcomes { status count }')).toEqual({
      status: 'SETTLED',
      actors: [
        { role: 'MAKER', userId: 'maker-1' },
        { role: 'CHECKER', userId: 'checker-1' },
        { role: 'CASHIER', userId: 'cashier-1' },
      ],
      outcomes: [
        { status: 'PAID', count: 7 },
        { status: 'FAILED', count: 1 },
      ],
    });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([9_440_000, 0, 560_000]);
  });

  it('lets lines with a problem stay behind, pages the problems, and takes them up again', async () => {
    const ground = await payingGround(db);
    const stale = [
      await aHousehold(ground, { next_review_due_on: '2016-12-01' }),
      await aHousehold(ground, { status: 'EXITED' }),
    ];
    const { id } = await filled(ground, 3);
    await step('validateBatch', id);
    await work();
    const page =
      'problems(first: 1) { totalCount nodes { rule facts { name value } disbursement { id } } pageInfo { endCursor } }';
    const first = await read(id, `status progress { done failed } ${page}`);
    expect(first).toMatchObject({
      status: 'VALIDATED',
      progress: { done: 5, failed: 2 },
      problems: { totalCount: 2, nodes: [{ rule: 'FILE_NOT_ACTIVE', facts: [{ name: 'status', value: 'EXITED' }] }] },
    });
    const { endCursor } = (first['problems'] as { pageInfo: { endCursor: string } }).pageInfo;
    expect(await read(id, `problems(first: 5, after: "${endCursor}") { nodes { rule } }`)).toEqual({
      problems: { nodes: [{ rule: 'FILE_STALE' }] },
    });
    await db.owner.query(`update household_projection set stale_confirmed_until_on = '2017-06-01' where id = $1`, [
      stale[0]?.id,
    ]);
    await step('validateBatch', id);
    await work();
    expect(await read(id, 'outcomes { status count heldBack }')).toEqual({
      outcomes: [
        { status: 'DRAFT', count: 1, heldBack: 1 },
        { status: 'VALIDATED', count: 4, heldBack: 0 },
      ],
    });
  });

  it('sets money aside as far as it goes, in the order of the lines, and says so line by line', async () => {
    const ground = await payingGround(db, { fen: 5 * 80_000 });
    const { id } = await filled(ground, 7);
    for (const name of ['validateBatch', 'reserveBatch']) {
      await step(name, id);
      await work();
    }
    expect(await read(id, 'status reservedCount progress { failed } outcomes { status count heldBack }')).toEqual({
      status: 'RESERVED',
      reservedCount: 5,
      progress: { failed: 2 },
      outcomes: [
        { status: 'VALIDATED', count: 2, heldBack: 2 },
        { status: 'RESERVED', count: 5, heldBack: 0 },
      ],
    });
    const behind = await db.app.query<{ position: number }[]>(
      `select position from disbursement where batch_id = $1 and status = 'VALIDATED' order by position`,
      [id],
    );
    expect(behind.map(({ position }) => position)).toEqual([6, 7]);
  });

  it('pays nobody twice: a second batch of the campaign leaves out those that the first one pays', async () => {
    const ground = await payingGround(db);
    await filled(ground, 2);
    const second = await filled(ground, 1);
    expect(await read(second.id, 'lineCount')).toEqual({ lineCount: 1 });
  });

  it('takes lines one by one: the same key is the same line, another line under it is refused, and all of a request or none goes in', async () => {
    const ground = await payingGround(db);
    const [household, other] = [await aHousehold(ground), await aHousehold(ground)];
    const { id } = await created(ground);
    const lines = [{ key: 'a', householdId: household.id, amount: '500.00' }];
    expect(await mutate('addBatchLines', { batchId: id, lines })).toMatchObject({ lineCount: 1, total: '500.00' });
    const again = [...lines, { key: 'b', householdId: other.id, amount: '600.00' }];
    expect(await mutate('addBatchLines', { batchId: id, lines: again })).toMatchObject({
      lineCount: 2,
      total: '1100.00',
    });
    const changed = await run('mutation($input: AddBatchLinesInput!) { addBatchLines(input: $input) { __typename } }', {
      input: { batchId: id, lines: [{ key: 'a', householdId: household.id, amount: '501.00' }] },
    });
    expect(changed.errors).toMatchObject([{ code: 'CONFLICT', details: { rule: 'IDEMPOTENCY_KEY_REUSED' } }]);
    const stranger = [
      { key: 'c', householdId: (await aHousehold(ground)).id, amount: '1.00' },
      { key: 'd', householdId: newId(), amount: '1.00' },
    ];
    expect(await mutate('addBatchLines', { batchId: id, lines: stranger })).toMatchObject({
      rule: 'LINE_IN_REGION',
      field: 'lines.1.householdId',
    });
    const twice = [{ key: 'e', householdId: household.id, amount: '1.00' }];
    expect(await mutate('addBatchLines', { batchId: id, lines: twice })).toMatchObject({
      rule: 'ONE_PAYMENT_PER_PURPOSE',
    });
    expect(await read(id, 'lineCount')).toEqual({ lineCount: 2 });
  });

  it('I20: the same key makes the same batch; another request under it is refused', async () => {
    const ground = await payingGround(db);
    const key = `batch-${newId()}`;
    const first = await created(ground, { idempotencyKey: key });
    expect(await created(ground, { idempotencyKey: key })).toMatchObject({ id: first.id });
    const input = {
      idempotencyKey: key,
      title: '另一批',
      campaign: ground.campaign,
      regionCode: '340102',
      group: 'FILED_HOUSEHOLD',
    };
    const other = await run(
      'mutation($input: CreatePaymentBatchInput!) { createPaymentBatch(input: $input) { __typename } }',
      {
        input: { ...input, purpose: 'LIVING', mode: 'BANK_CARD', fundId: ground.holding.fundId },
      },
    );
    expect(other.errors).toMatchObject([{ details: { rule: 'IDEMPOTENCY_KEY_REUSED' } }]);
  });

  it('is approved by another officer within the limit of the level, once, and sent by a third', async () => {
    const ground = await payingGround(db, { fen: 500_000_000 });
    const { id } = await filled(ground, 2);
    for (const name of ['validateBatch', 'reserveBatch']) {
      await step(name, id);
      await work();
    }
    const self = { ...officer('checker'), subject: 'maker-1' };
    expect(await step('approveBatch', id, self)).toMatchObject({ rule: 'FORBIDDEN_SELF_APPROVAL' });
    await db.owner.query(`update disbursement set filed_by = 'maker-9' where batch_id = $1 and position = 2`, [id]);
    const ofOneLine = { ...officer('checker'), subject: 'maker-9' };
    expect(await step('approveBatch', id, ofOneLine)).toMatchObject({ rule: 'FORBIDDEN_SELF_APPROVAL' });
    await db.owner.query(
      `update approval_limit set per_payment_fen = 100000, per_batch_fen = 150000 where level = 'COUNTY'`,
    );
    expect(await step('approveBatch', id, officer('checker'))).toMatchObject({
      rule: 'APPROVAL_LIMIT',
      facts: expect.arrayContaining([{ name: 'approverLevel', value: 'PREFECTURE' }]) as unknown,
    });
    await db.owner.query(
      `update approval_limit set per_payment_fen = 500000, per_batch_fen = 100000000 where level = 'COUNTY'`,
    );
    const [row] = await db.app.query<{ version: number }[]>('select version from payment_batch where id = $1', [id]);
    const rivals = [officer('checker', 1), officer('checker', 2)].map((viewer) =>
      mutate('approveBatch', { id, expectedVersion: row?.version }, viewer),
    );
    const outcomes = (await Promise.all(rivals)).map(({ __typename }) => __typename).sort();
    expect(outcomes).toEqual(['PaymentBatch', 'VersionConflict']);
    await work();
    const approver = await db.app.query<{ approved_by: string }[]>(
      'select approved_by from payment_batch where id = $1',
      [id],
    );
    const cashier = { ...officer('cashier'), subject: approver[0]?.approved_by ?? '' };
    expect(await step('sendBatch', id, cashier)).toMatchObject({ rule: 'FORBIDDEN_SELF_PAYMENT' });
    const filer = { ...officer('cashier'), subject: 'maker-9' };
    expect(await step('sendBatch', id, filer)).toMatchObject({ rule: 'FORBIDDEN_SELF_PAYMENT' });
    expect(await step('validateBatch', id)).toMatchObject({ __typename: 'TransitionRefused', state: 'APPROVED' });
  });

  it('I16: cash needs a reason and a second approver, one after another', async () => {
    const ground = await payingGround(db);
    const worker = newId();
    await aRegistration(ground, worker, { target_group: 'DISTRESSED_ENTERPRISE_WORKER' });
    const cash = {
      group: 'DISTRESSED_ENTERPRISE_WORKER',
      purpose: 'CONSOLATION',
      mode: 'CASH',
      amounts: [{ amount: '300.00' }],
    };
    expect(await created(ground, cash)).toMatchObject({ rule: 'CASH_REASON_REQUIRED' });
    const { id } = await created(ground, { ...cash, cashReason: '工地临时慰问' });
    await work();
    for (const name of ['validateBatch', 'reserveBatch']) {
      await step(name, id);
      await work();
    }
    expect(await step('approveBatch', id, officer('checker'))).toMatchObject({ status: 'RESERVED' });
    expect(await step('approveBatch', id, officer('checker'))).toMatchObject({ rule: 'FORBIDDEN_SELF_APPROVAL' });
    expect(await step('approveBatch', id, officer('checker', 2))).toMatchObject({ status: 'APPROVING' });
    await work();
    await step('sendBatch', id, officer('cashier'));
    await work();
    expect(await step('confirmBatchDelivery', id, officer('cashier'))).toMatchObject({ status: 'SENT' });
    await work();
    expect(await read(id, 'status outcomes { status count }')).toEqual({
      status: 'SETTLED',
      outcomes: [{ status: 'PAID', count: 1 }],
    });
  });

  it('gives money and caps back when it is given up', async () => {
    const ground = await payingGround(db);
    const { id } = await filled(ground, 4);
    await approved(id);
    expect(await step('cancelBatch', id, officer('maker'), { reason: '资金来源调整' })).toMatchObject({
      status: 'CANCELLING',
    });
    await work();
    expect(await read(id, 'status outcomes { status count }')).toEqual({
      status: 'CANCELLED',
      outcomes: [{ status: 'RELEASED', count: 4 }],
    });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([10_000_000, 0, 0]);
  });

  it('is unknown to a county beside, and refused to whoever has not the right', async () => {
    const ground = await payingGround(db);
    const { id } = await created(ground);
    const mutation = 'mutation($input: ValidateBatchInput!) { validateBatch(input: $input) { __typename } }';
    const input = { id, expectedVersion: 1 };
    const beside = await run(mutation, { input }, officer('maker', 1, ['340103']));
    expect(beside.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await run(mutation, { input }, officer('checker'))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
