import { setTimeout } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';
import { type FeedChange, FeedConsumer, verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { recordBuilders } from '../record-builders';
import { employmentFollows } from './employment.follows';

const TOMBSTONE = '已清除';

describe('an erasure that the feed of workers brings', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);

  const fed = async (id: string, version: number, facts: FeedChange['facts']): Promise<void> => {
    const [followed] = employmentFollows.filter(({ source }) => source === 'workers');
    const at = new Date('2017-01-23T10:00+08:00');
    const changes = [{ entity: 'Worker', id, version, regionCode: '340102', changedAt: at, facts }];
    const page = { changes, cursor: newId(), hasMore: false, remaining: 0, asOf: at };
    if (followed) await new FeedConsumer(db.app, followed, () => Promise.resolve(page)).step();
  };

  it('takes certificates, contracts, proofs and words away, and leaves that the person was trained and placed', async () => {
    const person = newId();
    const program = await a.program();
    const session = await a.session(program.id);
    await a.enrollment(session.id, { person_id: person, certificate_no: 'ZS-1' });
    await a.placement({ person_id: person, retained_3m: true, ended_on: '2016-12-31', ended_reason: '因病离职' });
    await a.referral({ person_id: person, state: 'DECLINED', closed_on: '2016-11-01', declined_reason: '照顾病人' });
    await a.project({
      ...{ leader_id: person, state: 'RECOVERED', paid_fen: '3000000' },
      ...{ recovered_fen: '500000', recovered_on: '2016-12-01', recovered_reason: '本人患病停业' },
    });
    const other = await a.placement({ contract_ref: 'HT-2' });
    const counts = () =>
      db.owner.query(`select * from rollup_source where metric <> '' order by metric, region_code, key, year`);
    const before = await counts();
    await fed(person, 1, { isMigrant: false, erasedOn: null, numberToken: 'aabb' });
    const token = (): Promise<object[]> =>
      db.owner.query('select number_token as token from worker_projection where id = $1', [person]);
    expect(await token()).toEqual([{ token: 'aabb' }]);
    // Should the owner tell a token all the same, it doesn't stay.
    await fed(person, 2, { isMigrant: false, erasedOn: '2017-01-23', numberToken: 'aabb' });
    expect(await token()).toEqual([{ token: null }]);
    const [left] = await db.owner.query<Record<string, unknown>[]>(
      `select e.certificate_no as certificate, e.state, p.contract_ref as contract, p.retained_3m_proof as proof, p.ended_reason as ended,
         p.placed_on as placed, r.declined_reason as declined, s.recovered_reason as recovered, s.recovered_fen as money
       from enrollment e join placement p on p.person_id = e.person_id join job_referral r on r.person_id = e.person_id join startup_project s on s.leader_id = e.person_id where e.person_id = $1`,
      [person],
    );
    expect(left).toEqual({
      certificate: null,
      state: 'COMPLETED',
      contract: TOMBSTONE,
      proof: TOMBSTONE,
      ended: TOMBSTONE,
      placed: '2016-05-01',
      declined: TOMBSTONE,
      recovered: TOMBSTONE,
      money: '500000',
    });
    expect(await counts()).toEqual(before);
    const [kept] = await db.owner.query('select contract_ref from placement where id = $1', [other.id]);
    expect(kept).toEqual({ contract_ref: 'HT-2' });
    const acts = await db.owner.query(`select subject_ids, detail from audit_entry where action = 'person.erase'`);
    expect(acts).toEqual([{ subject_ids: [person], detail: { rows: 4 } }]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('waits for what is being written about the person, and erases that too', async () => {
    const person = newId();
    await fed(person, 1, { isMigrant: false, erasedOn: null });
    const { id } = await a.placement({ person_id: person, contract_ref: null });
    const writing = db.owner.createQueryRunner();
    await writing.startTransaction();
    await writing.query(`update placement set contract_ref = 'HT-9' where id = $1`, [id]);
    const erased = fed(person, 2, { isMigrant: false, erasedOn: '2017-01-23' });
    await setTimeout(200);
    await writing.commitTransaction();
    await writing.release();
    await erased;
    const kept = (): Promise<object[]> => db.owner.query('select contract_ref from placement where id = $1', [id]);
    expect(await kept()).toEqual([{ contract_ref: TOMBSTONE }]);
    // A later step writes it again, and finds it erased.
    await db.owner.query(`update placement set contract_ref = 'HT-10' where id = $1`, [id]);
    expect(await kept()).toEqual([{ contract_ref: TOMBSTONE }]);
  });
});
