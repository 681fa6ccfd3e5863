import { describe, expect, it } from '@jest/globals';
import { Department } from '@nuan/facts';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, hefei, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { employmentFacts } from './employment.facts';

interface Change {
  readonly entity: string;
  readonly id: string;
  readonly version: number;
  readonly regionCode: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Page {
  readonly changes: readonly Change[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

const FEED = `query ($after: String) { changes(first: 1000, after: $after) {
  changes { entity id version regionCode facts } cursor hasMore } }`;
const PILOT = '... on Pilot { id }';

describe('what a department follows of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const checker = viewerWith({ role: 'checker', read: ['340102'], subject: 'checker-1' });
  const province = viewerWith();

  /** The log of an entity as it is kept for whoever follows it. */
  const logged = (entity: string, id: string): Promise<{ version: number; facts: object }[]> =>
    db.app.query(
      'select version::int as version, facts from change where entity = $1 and entity_id = $2 order by version',
      [entity, id],
    );
  /** All that a program of the department is given, the latest version of each. */
  const followed = async (department: string, region = '340100'): Promise<readonly Change[]> => {
    const viewer = viewerWith({ role: 'partner', department, read: [region], scopes: ['changes:read'] });
    const latest = new Map<string, Change>();
    let page: Page = { changes: [], cursor: null, hasMore: true };
    while (page.hasMore) {
      const variables = { after: page.cursor };
      const answer = await executeSubgraph(employmentSubgraph, { db: db.app, viewer, query: FEED, variables });
      expect(answer.errors).toEqual([]);
      page = answer.data?.['changes'] as Page;
      for (const change of page.changes) {
        const key = `${change.entity} ${change.id}`;
        if (change.version >= (latest.get(key)?.version ?? 0)) latest.set(key, change);
      }
    }
    return [...latest.values()];
  };
  const apply = async (): Promise<Answer> => {
    const { id: leaderId } = await a.worker();
    const about = { name: '家政服务站', support: ['GRANT'], amount: '30000.00', jobsPlanned: 4, leaderId };
    return answerOf(
      db,
      'applyStartup',
      { ...about, idempotencyKey: aKey() },
      { selection: '... on StartupProject { id version }' },
    );
  };

  it('is how far a start-up came and with what, and neither its name nor whose it is', async () => {
    const applied = await apply();
    const review = { ...stepOf(applied), approved: true, amount: '25000.00', opinion: '同意扶持' };
    await answerOf(db, 'reviewStartup', review, {
      ...{ selection: '... on StartupProject { id version }', viewer: checker },
    });
    const before = { year: 2017, state: 'APPLIED', support: ['GRANT'], appliedOn: '2017-01-23' };
    const days = { reviewedOn: null, fundedOn: null, closedOn: null };
    const after = { ...before, ...days, state: 'REVIEWED', reviewedOn: '2017-01-23' };
    expect(await logged('StartupProgress', applied.id)).toEqual([
      { version: 1, facts: { ...before, ...days } },
      { version: 2, facts: after },
    ]);
    const [project] = (await followed(Department.STARTUP_OFFICE)).filter(({ id }) => id === applied.id);
    expect(project).toMatchObject({ entity: 'StartupProgress', version: 2, regionCode: '340102', facts: after });
  });

  it('is how far an asset came, and neither what it is, nor its number, nor who has it', async () => {
    const { id: personId } = await a.worker();
    const cart = { personId, asset: '早餐车', serial: 'CART-D1', value: '8000.00', idempotencyKey: aKey() };
    const options = { selection: '... on AssetGrant { id version }' };
    const given = await answerOf(db, 'grantAsset', cart, options);
    await answerOf(db, 'recoverAsset', { ...stepOf(given), reason: '另有工作' }, options);
    const facts = { pilotId: null, state: 'GIVEN', givenOn: '2017-01-23', endedOn: null };
    const ended = { ...facts, state: 'RECOVERED', endedOn: '2017-01-23' };
    expect(await logged('AssetProgress', given.id)).toEqual([
      { version: 1, facts },
      { version: 2, facts: ended },
    ]);
    const [asset] = (await followed(Department.COMMERCE)).filter(({ id }) => id === given.id);
    expect(asset?.facts).toEqual(ended);
  });

  it('is a vacancy by its employer, openings and days, without a word of its text, and the classes', async () => {
    const { id: enterpriseId } = await a.enterprise();
    const options = { selection: '... on JobVacancy { id version }', viewer: hefei };
    const job = { enterpriseId, title: '仓储管理员', openings: 3, idempotencyKey: aKey() };
    const posted = await answerOf(db, 'postVacancy', job, options);
    await answerOf(db, 'closeVacancy', stepOf(posted), options);
    const facts = { enterpriseId, openings: 3, postedOn: '2017-01-23' };
    expect(await logged('JobVacancy', posted.id)).toEqual([
      { version: 1, facts: { ...facts, closedOn: null } },
      { version: 2, facts: { ...facts, closedOn: '2017-01-23' } },
    ]);
    const program = await a.program({ year: 2017 });
    const session = await a.session(program.id, {});
    const changes = await followed(Department.HUMAN_RESOURCES);
    expect(changes.find(({ id }) => id === posted.id)?.entity).toBe('JobVacancy');
    expect(changes.find(({ id }) => id === session.id)?.entity).toBe('TrainingSession');
    const entities = new Set((await followed(Department.TRAINING_AGENCY)).map(({ entity }) => entity));
    expect([...entities]).toEqual(['TrainingSession']);
  });

  it('is the money of a pilot by city, each payment a version of the share, and of its own city alone', async () => {
    const plan = { name: '援助行动', year: 2017, startsOn: '2017-01-10', selectionRule: '测试' };
    const cities = ['340100', '340200'].map((city) => ({ city, budget: '1000.00' }));
    const options = { selection: PILOT, viewer: province };
    const { id: pilotId } = await answerOf(db, 'planPilot', { ...plan, cities, idempotencyKey: aKey() }, options);
    const spend = (amount: string): Promise<Answer> =>
      answerOf(
        db,
        'recordPilotSpending',
        { pilotId, city: '340100', amount, voucherNo: `PZ-${amount}`, idempotencyKey: aKey() },
        options,
      );
    await spend('600.00');
    await spend('150.00');
    const of = async (region: string): Promise<readonly Change[]> =>
      (await followed(Department.DEVELOPMENT_AND_REFORM, region)).filter(({ facts }) => facts['pilotId'] === pilotId);
    const facts = { pilotId, budgetFen: '100000' };
    expect(await of('340100')).toMatchObject([
      { entity: 'PilotShare', version: 3, regionCode: '340100', facts: { ...facts, spentFen: '75000' } },
    ]);
    expect(await of('340200')).toMatchObject([
      { version: 1, regionCode: '340200', facts: { ...facts, spentFen: '0' } },
    ]);
    const [share] = await of('340100');
    expect((await logged('PilotShare', share?.id ?? '')).map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('is nothing that our own subgraphs keep of persons, nor they what departments follow', async () => {
    await apply();
    const own = ['Placement', 'Enrollment', 'StartupProject', 'AssetGrant'];
    for (const department of Object.keys(employmentFacts.partners))
      expect((await followed(department)).filter(({ entity }) => own.includes(entity))).toEqual([]);
    const siblings = new Set((await followed('nuan', '340000')).map(({ entity }) => entity));
    expect([...siblings].filter((entity) => ![...own, 'TrainingSession'].includes(entity))).toEqual([]);
  });
});
