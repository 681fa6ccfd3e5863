import { describe, expect, it } from '@jest/globals';
import { foldRollups, isUniqueViolation, rollupDrift, schemaDrift, undoMigrations } from '@nuan/database';
import { createTestDatabase, testCipher, useTestDatabase } from '@nuan/testing';

import { UNIQUE_ACTIVE_HEAD, UNIQUE_FILE_NO } from './household/household.entity';
import { aHousehold, aMember, anApplication, anExitReview, aRow, aWorker, exitOn } from './row-builders';
import { UNIQUE_ID_NUMBER } from './worker/worker.entity';
import { workersSubgraph } from './workers.subgraph';

describe('the workers database', () => {
  const db = useTestDatabase(workersSubgraph.database);

  it('has exactly the columns that the entities map', async () => {
    expect(await schemaDrift(db.owner)).toEqual([]);
  });

  it('goes back to nothing, migration by migration', async () => {
    const own = await createTestDatabase(workersSubgraph.database);
    try {
      await undoMigrations(own.ownerUrl, workersSubgraph.database, workersSubgraph.database.migrations.length);
      const left = await own.owner.query<object[]>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','v') and relname <> 'schema_migration'
         union all select proname from pg_proc where pronamespace = 'public'::regnamespace`,
      );
      expect(left).toEqual([]);
    } finally {
      await own.drop();
    }
  }, 60_000);

  it('keeps the rollups equal to the rows through inserts, updates, deletes and folds', async () => {
    const moved = await aHousehold(db.app, { is_migrant: true });
    const leaving = await aHousehold(db.app, { region_code: '341100', primary_cause: 'SCHOOLING' });
    const temporary = await aHousehold(db.app, { status: 'TEMPORARY' });
    expect(await rollupDrift(db.owner)).toEqual([]);
    await db.owner.query(
      `update household set region_code = '340202', category = 'NEAR_MIN', version = version + 1 where id = $1`,
      [moved.id],
    );
    await foldRollups(db.app);
    for (const change of [
      `status = 'EXIT_PROPOSED'`,
      `status = 'CANCELLED', exited_on = '2016-12-30', exit_reason = 'DECEASED'`,
    ])
      await db.owner.query(`update household set ${change}, version = version + 1 where id = $1`, [leaving.id]);
    await db.owner.query(`delete from household where id = $1`, [temporary.id]).catch(() => undefined);
    expect(await rollupDrift(db.owner)).toEqual([]);
    await foldRollups(db.app);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('does not let the application delete files, persons or decisions, or rewrite rollups and decisions', async () => {
    for (const sql of [
      'delete from household',
      'delete from worker',
      'delete from decision',
      `update decision set opinion = ''`,
      'update rollup_counter set n = 0',
    ]) {
      await expect(db.app.query(sql)).rejects.toThrow('permission denied');
    }
  });

  it('seals an ID number so that only its keyed hash finds it', async () => {
    const idNumber = '349900197001019999';
    const hash = testCipher.hash('id-number', idNumber);
    await aWorker(db.app, { id_number_sealed: testCipher.seal(idNumber), id_number_hash: hash });
    const rows = await db.app.query<{ id_number_sealed: Buffer; row: string }[]>(
      'select id_number_sealed, w::text as row from worker w where id_number_hash = $1',
      [hash],
    );
    expect(rows.map((row) => testCipher.open(row.id_number_sealed))).toEqual([idNumber]);
    expect(rows[0]?.row).not.toContain(idNumber);
  });

  it('lets one of two households that file the same person at once succeed', async () => {
    const person = { id_number_hash: testCipher.hash('id-number', 'twice') };
    const outcomes = await Promise.allSettled([
      aHousehold(db.app, { head: person }),
      aHousehold(db.app, { head: person }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(isUniqueViolation(refusal?.reason, UNIQUE_ID_NUMBER)).toBe(true);
  });

  it('refuses a second file with one number, and a second active file of one head', async () => {
    const first = await aHousehold(db.app, { file_no: 'T-ONCE' });
    await expect(aHousehold(db.app, { file_no: 'T-ONCE' })).rejects.toThrow(UNIQUE_FILE_NO);
    const second = await aHousehold(db.app);
    const swap = db.app.query('update household set head_id = $1, version = version + 1 where id = $2', [
      first.headId,
      second.id,
    ]);
    await expect(swap).rejects.toThrow(UNIQUE_ACTIVE_HEAD);
  });

  it.each([
    [
      'names its primary cause among the secondary ones',
      { secondary_causes: ['MAJOR_ILLNESS'] },
      'household_causes_distinct',
    ],
    [
      'names a secondary cause twice',
      { secondary_causes: ['LAID_OFF', 'SCHOOLING', 'LAID_OFF'] },
      'household_causes_distinct',
    ],
    [
      'has four secondary causes',
      { secondary_causes: ['LAID_OFF', 'SCHOOLING', 'ACCIDENT', 'NATURAL_DISASTER'] },
      'household_causes_distinct',
    ],
    ['does not tell what OTHER is', { primary_cause: 'OTHER' }, 'household_other_cause_told'],
    [
      'shows another net income than its inputs give',
      { net_per_capita_fen: '40001' },
      'household_net_per_capita_computed',
    ],
    ['is deep above the line', { rule_set: '2021', category: 'DEEP', line_fen: '30000' }, 'household_category_of_2021'],
    ['is overridden without an approver', { override_reason: '复核' }, 'household_override_approved'],
    ['is exited without a reason', { ...exitOn('2016-12-30'), exit_reason: null }, 'household_exit_whole'],
    [
      'is followed up for five months',
      { ...exitOn('2016-12-30'), follow_up_until_on: '2017-05-30' },
      'household_follow_up_long_enough',
    ],
    ['is reviewed after thirteen months', { next_review_due_on: '2017-06-11' }, 'household_review_due_in_time'],
    [
      'lies in the province itself',
      { region_code: '340000', head: { region_code: '340103' } },
      'household_region_code_form',
    ],
    ['has an account without its mask', { bank_name: '某银行' }, 'household_bank_account_whole'],
  ])('refuses a household that %s', async (_what, row, constraint) => {
    await expect(aHousehold(db.owner, row)).rejects.toThrow(constraint);
  });

  it('refuses a second head, and a diverted person without an employer', async () => {
    const { id } = await aHousehold(db.app);
    await expect(aMember(db.app, id, { relation: 'HEAD' })).rejects.toThrow('worker_household_id_head_unique');
    await expect(aWorker(db.app, { diversion: 'REASSIGNED' })).rejects.toThrow('worker_diversion_from_employer');
  });

  it('refuses that one officer passes an application at two stages', async () => {
    const application_id = await anApplication(db.owner);
    const decision = {
      application_id,
      verdict: 'PASSED',
      decided_by: 'officer-2',
      decided_at: '2016-11-02T09:00:00+08:00',
    };
    await aRow(db.app, 'decision', { ...decision, stage: 'FIRST_REVIEW' });
    const again = aRow(db.app, 'decision', { ...decision, stage: 'APPROVAL' });
    await expect(again).rejects.toThrow('decision_application_id_decided_by_passed_unique');
  });

  it.each([
    [
      'closes on its last working day',
      { closed_on: '2017-01-24', outcome: 'UNCONTESTED' },
      'publicity_notice_stood_in_full',
    ],
    ['closes without an outcome', { closed_on: '2017-01-25' }, 'publicity_notice_closed_whole'],
  ])('refuses a notice that %s', async (_what, row, constraint) => {
    const { id } = await aHousehold(db.app);
    const exit_review_id = await anExitReview(db.app, id);
    const notice = {
      kind: 'EXIT',
      exit_review_id,
      place: '社区公示栏',
      posted_on: '2017-01-18',
      min_working_days: 5,
      earliest_end_on: '2017-01-24',
    };
    await expect(aRow(db.app, 'publicity_notice', { ...notice, ...row })).rejects.toThrow(constraint);
  });

  it('refuses a second exit review while one is open', async () => {
    const { id } = await aHousehold(db.app);
    await anExitReview(db.app, id);
    await expect(anExitReview(db.app, id)).rejects.toThrow('exit_review_household_id_open_unique');
  });
});
