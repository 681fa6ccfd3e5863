import { beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { settleBatches } from '../disbursement/disbursement-settlement';
import {
  act,
  aHousehold,
  aRegistration,
  aSentBatch,
  type Ground,
  payingGround,
  standards,
} from '../disbursement/payment-builders';
import { boundedOfficer, COAL, plantTwoUnions, STEEL } from '../disbursement/union-builders';
import { aPayment, type Holding, passedDown } from '../ledger/money-builders';
import { aKey, answerOf, mutate } from '../mutation-kit';
import { aPerson } from '../plan/casework-builders';
import { batchJobs } from './batch.jobs';

const BATCH = { selection: '... on PaymentBatch { id version status lineCount progress { done failed } }' };

const NOT_HANDED_OVER = { approved_by: null, approved_at: null, sent_by: null, sent_at: null };

describe('a batch in a county with two unions', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let ground: Ground;
  let [steel, coal]: (Holding | undefined)[] = [];
  const homes: Record<string, string[]> = {};

  beforeAll(async () => {
    await standards(db);
    await plantTwoUnions(db);
  });
  beforeEach(async () => {
    ground = await payingGround(db);
    steel = await passedDown(db.owner, ground.holding, '340102', 1_000_000, STEEL);
    coal = await passedDown(db.owner, ground.holding, '340102', 1_000_000, COAL);
    for (const union_id of [STEEL, COAL])
      homes[union_id] = [(await aHousehold(ground, { union_id })).id, (await aHousehold(ground, { union_id })).id];
  });

  const input = (more: object = {}): object => ({
    ...{ title: '两节慰问', campaign: ground.campaign, regionCode: '340102', group: 'FILED_HOUSEHOLD' },
    ...{ purpose: 'LIVING', mode: 'BANK_CARD', fundId: ground.holding.fundId, idempotencyKey: aKey(), ...more },
  });
  const filled = async (viewer = boundedOfficer('maker'), more: object = {}): Promise<string> => {
    const asked = input({ amounts: [{ amount: '800.00' }], ...more });
    const { id } = await answerOf(db, 'createPaymentBatch', asked, { ...BATCH, viewer });
    await runJobs(db.app, testClock, batchJobs(3));
    return id;
  };
  const lines = (batch: string): Promise<object[]> =>
    db.owner.query(
      `select coalesce(household_id, payee_id) as beneficiary, union_id as payer from disbursement where batch_id = $1 order by position`,
      [batch],
    );
  const step = async (name: string, id: string, viewer = boundedOfficer('maker')) => {
    const [row] = await db.owner.query<{ version: number }[]>('select version from payment_batch where id = $1', [id]);
    return mutate(db, name, { id, expectedVersion: row?.version }, { ...BATCH, viewer });
  };
  /** A batch of the county's with a line that each union pays. */
  const mixed = async (status: string, of: object = {}): Promise<{ id: string; own: string; other: string }> => {
    const waits = status !== 'SENT' && NOT_HANDED_OVER;
    const row = { status, campaign_code: ground.campaign, line_count: 2, ...waits, ...of };
    const id = await aSentBatch(db.owner, ground.holding, row);
    const line = (holding: Holding | undefined, position: number, union: string): Promise<string> =>
      aPayment(db.owner, holding ?? ground.holding, {
        ...{ status: 'SENT', batch_id: id, position, paid_by: null, paid_at: null, bank_ref: null },
        ...{ is_first_of_year: false, campaign_code: null, household_id: homes[union]?.[0] },
      });
    return { id, own: await line(steel, 1, STEEL), other: await line(coal, 2, COAL) };
  };

  it('I34: holds the homes and persons of its maker’s unions alone, paid with their money', async () => {
    const persons = [newId(), newId()];
    for (const [at, union_id] of [STEEL, COAL].entries()) {
      await aPerson(db.owner, { id: persons[at], union_id });
      await aRegistration(ground, persons[at] ?? '', { target_group: 'DISTRESSED_ENTERPRISE_WORKER' });
    }
    const batch = await filled();
    expect(await lines(batch)).toEqual(homes[STEEL]?.map((beneficiary) => ({ beneficiary, payer: STEEL })));
    const consoled = { group: 'DISTRESSED_ENTERPRISE_WORKER', purpose: 'CONSOLATION' };
    expect(await lines(await filled(undefined, consoled))).toEqual([{ beneficiary: persons[0], payer: STEEL }]);
    const county = await filled(viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-2' }));
    expect(await lines(county)).toEqual(
      homes[COAL]?.map((beneficiary) => ({ beneficiary, payer: ground.holding.unionId })),
    );
  });

  it('I34: holds none of a union that its maker reads and doesn’t write for', async () => {
    const batch = await filled(boundedOfficer('maker', [STEEL, COAL], { writeUnions: [COAL] }));
    expect(await lines(batch)).toEqual(homes[COAL]?.map((beneficiary) => ({ beneficiary, payer: COAL })));
  });

  it('I34: is made from no other union’s money, and takes no line of a home that its maker doesn’t write for', async () => {
    const refused = (asked: object, viewer = boundedOfficer('maker')) =>
      mutate(db, 'createPaymentBatch', asked, { ...BATCH, viewer });
    const ofCoal = input({ allocationId: coal?.allocationId });
    // Money that isn't seen is none; what is seen and held by another union is refused as such.
    expect((await refused(ofCoal)).errors).toMatchObject([{ code: 'NOT_FOUND', details: { entity: 'Allocation' } }]);
    const reader = boundedOfficer('maker', [STEEL, COAL], { writeUnions: [STEEL] });
    expect((await refused(ofCoal, reader)).errors).toMatchObject([
      { code: 'FORBIDDEN', details: { field: 'allocationId' } },
    ]);
    const { id } = await answerOf(db, 'createPaymentBatch', input(), { ...BATCH, viewer: reader });
    const add = (householdId: string | undefined) => {
      const line = { householdId, key: 'one', amount: '800.00' };
      return mutate(db, 'addBatchLines', { batchId: id, lines: [line] }, { ...BATCH, viewer: reader });
    };
    expect((await add(homes[COAL]?.[0])).errors).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'lines' } }]);
    expect((await add(homes[STEEL]?.[0])).errors).toEqual([]);
    expect(await lines(id)).toEqual([{ beneficiary: homes[STEEL]?.[0], payer: STEEL }]);
  });

  it('is decided as a whole: nobody who writes for a part of it checks, approves or sends it', async () => {
    const { id } = await mixed('RESERVED');
    const unions = [STEEL, ground.holding.unionId];
    await db.owner.query('insert into union_tree (id, source_version) values ($1, 1)', [ground.holding.unionId]);
    for (const [name, role] of [
      ['approveBatch', 'checker'],
      ['cancelBatch', 'maker'],
    ] as const) {
      const more = name === 'cancelBatch' ? { reason: '重复制单，作废' } : {};
      const [row] = await db.owner.query<{ version: number }[]>('select version from payment_batch where id = $1', [
        id,
      ]);
      const asked = { id, expectedVersion: row?.version, ...more };
      const { errors } = await mutate(db, name, asked, { ...BATCH, viewer: boundedOfficer(role, unions) });
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'id' } }]);
    }
    const all = boundedOfficer('checker', [...unions, COAL]);
    expect((await step('approveBatch', id, all)).data).toMatchObject({ approveBatch: { rule: 'NOTHING_RESERVED' } });
  });

  it('shows what became of all its lines to whoever sees it', async () => {
    const { id } = await mixed('SENT', { union_id: STEEL });
    const query = `query($id: ID!) { paymentBatch(id: $id) { lineCount outcomes { status count } } }`;
    const viewer = boundedOfficer('maker');
    const { data, errors } = await executeSubgraph(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { id } },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({ paymentBatch: { lineCount: 2, outcomes: [{ status: 'SENT', count: 2 }] } });
  });

  it('is settled with its last line, whoever’s it is', async () => {
    const { id, own, other } = await mixed('SENT', { union_id: STEEL });
    const settle = () => act(ground, (tx) => settleBatches(tx, [id]), boundedOfficer('cashier'));
    const status = async (): Promise<unknown> =>
      (await db.owner.query<{ status: string }[]>('select status from payment_batch where id = $1', [id]))[0]?.status;
    await fail(own);
    await settle();
    expect(await status()).toBe('SENT');
    await fail(other);
    await settle();
    expect(await status()).toBe('SETTLED');
  });

  const fail = (id: string): Promise<unknown> =>
    db.owner.query(
      `update disbursement set status = 'FAILED', version = version + 1, failed_at = now(), failure_code = 'E1' where id = $1`,
      [id],
    );

  it('keeps its lines from being moved alone while it is under way, also by who sees a line and not the batch', async () => {
    const { own } = await mixed('VALIDATING');
    await fail(own);
    const asked = { id: own, expectedVersion: 2 };
    const viewer = boundedOfficer('maker');
    const { data } = await mutate(db, 'retryDisbursement', asked, { selection: '... on Disbursement { id }', viewer });
    expect(data).toMatchObject({ retryDisbursement: { rule: 'IN_BATCH' } });
  });
});
