import { describe, expect, it } from '@jest/globals';
import { FeedConsumer, verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, passedDown, raised } from '../ledger/money-builders';
import { aHousehold, anItem, aPairing, aPlan, aVisit } from '../plan/casework-builders';
import { assistanceFollows } from './assistance.follows';
import { fedBy, type FedChange } from './feed-builders';

const TOMBSTONE = '已清除';

describe('an erasure that the feed of workers brings', () => {
  const db = useTestDatabase(assistanceSubgraph.database);

  const fed = (entity: string, id: string, version: number, facts: FedChange['facts']): Promise<void> =>
    fedBy('workers', db, { entity, id, version, facts });
  const one = async (sql: string, ...params: unknown[]): Promise<unknown> =>
    (await db.owner.query<unknown[]>(sql, params))[0];
  const money = () =>
    one(`select (select jsonb_agg(l order by transaction_id, line) from ledger_entry l)::text as ledger,
      (select jsonb_agg(d order by id) from disbursement d)::text as payments, (select sum(amount_fen)::text from disbursement) as sum`);

  async function aPaidHousehold(): Promise<{ readonly id: string; readonly headId: string }> {
    const headId = newId();
    const id = await aHousehold(db.owner, { head_worker_id: headId, account_token: 'aabb' });
    const holding = await passedDown(db.owner, await raised(db.owner, 900_000), '340102', 900_000);
    await aPayment(db.owner, holding, { household_id: id, payee_id: headId });
    await insertRow(db.owner, 'medical_evidence', {
      id: newId(),
      household_id: id,
      person_id: headId,
      region_code: '340102',
      period_from: '2016-01-01',
      period_to: '2016-12-31',
      invoice_fen: 100,
      reimbursed_fen: 10,
      own_cost_fen: 90,
      document_ref: `住院发票 ${id}`,
      recorded_by: 'maker-1',
      recorded_at: '2017-01-02T00:00:00Z',
    });
    await insertRow(db.owner, 'payee_registration', {
      id: newId(),
      household_id: id,
      payee_id: headId,
      region_code: '340102',
      account_token: 'aabb',
      account_mask: '****0006',
      name_matches: true,
      reason: '户主卧床',
      registered_by: 'maker-1',
      registered_at: '2017-01-02T00:00:00Z',
    });
    return { id, headId };
  }
  const added = (id: string) =>
    one(
      `select (select document_ref from medical_evidence where household_id = $1) as paper, p.account_token as token, p.account_mask as mask, p.reason
       from payee_registration p where p.household_id = $1`,
      id,
    );

  it('takes a person’s papers and account away, and leaves every payment and posting as it was', async () => {
    const { id, headId } = await aPaidHousehold();
    const before = await money();
    await fed('Worker', headId, 1, { householdId: id });
    expect(await added(id)).toMatchObject({ reason: '户主卧床', token: 'aabb' });
    await fed('Worker', headId, 2, { householdId: id, erasedOn: '2017-01-23' });
    expect(await added(id)).toEqual({
      paper: expect.stringMatching(new RegExp(`^${TOMBSTONE} `)),
      token: null,
      mask: null,
      reason: TOMBSTONE,
    });
    expect(await money()).toEqual(before);
    expect(await one(`select actor, subject_ids, detail from audit_entry where action = 'person.erase'`)).toEqual({
      actor: 'system:feed',
      subject_ids: [headId],
      detail: { rows: 2 },
    });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('is on record once, also when the projections are made anew', async () => {
    const [followed] = assistanceFollows.filter(({ source }) => source === 'workers');
    const id = newId();
    await fed('Worker', id, 3, { erasedOn: '2017-01-23' });
    const recorded = () =>
      one(
        `select count(*)::int as times from audit_entry where action = 'person.erase' and subject_ids @> array[$1::uuid]`,
        id,
      );
    expect(await recorded()).toEqual({ times: 1 });
    const changes = [
      { entity: 'Worker', id, version: 3, regionCode: '340102', changedAt: null, facts: { erasedOn: '2017-01-23' } },
    ];
    const page = { changes, cursor: newId(), hasMore: false, remaining: 0, asOf: null };
    if (followed) await new FeedConsumer(db.app, followed, () => Promise.resolve(page)).rebuild();
    expect(await one('select erased_on::text as day from worker_projection where id = $1', id)).toEqual({
      day: '2017-01-23',
    });
    expect(await recorded()).toEqual({ times: 1 });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('takes what was written about a household away when its file is erased', async () => {
    const { id, headId } = await aPaidHousehold();
    const plan = await aPlan(db.owner, { household_id: id, causes_answered: [], unanswered_reason: '本人拒绝' });
    await anItem(db.owner, plan, 1, { state: 'DROPPED', dropped_reason: '病重' });
    const pairing = await aPairing(db.owner, { household_id: id });
    await aVisit(db.owner, pairing, '2016-06-01');
    const before = await money();
    const file = {
      unionId: newId(),
      headWorkerId: headId,
      category: 'NEAR_MIN',
      tier: 'NATIONAL',
      status: 'CANCELLED',
      isMigrant: false,
      primaryCause: 'MAJOR_ILLNESS',
      secondaryCauses: [],
      recordedOn: '2016-03-01',
    };
    await fed('Household', id, 5, { ...file, accountToken: 'aabb', erasedOn: '2017-01-23' });
    expect(
      await one(
        `select h.account_token as token, p.unanswered_reason as unanswered, i.dropped_reason as dropped, v.finding
         from household_projection h join aid_plan p on p.household_id = h.id join plan_item i on i.plan_id = p.id
         join pairing g on g.household_id = h.id join pair_visit v on v.pairing_id = g.id where h.id = $1`,
        id,
      ),
    ).toEqual({ token: null, unanswered: TOMBSTONE, dropped: TOMBSTONE, finding: TOMBSTONE });
    expect(await added(id)).toMatchObject({ reason: TOMBSTONE, token: null });
    expect(await money()).toEqual(before);
    // Brought again, as by a projection made anew, it was erased before: that is on record once.
    await db.owner.query('delete from household_projection where id = $1', [id]);
    await fed('Household', id, 6, { ...file, erasedOn: '2017-01-23' });
    const acts = await db.owner.query(
      `select detail ->> 'rows' as rows from audit_entry where action = 'household.erase' order by seq`,
    );
    expect(acts).toEqual([{ rows: '5' }]);
  });
});
