import { beforeAll, describe, expect, it } from '@jest/globals';
import { Department, type Facts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import {
  aCultureEvent,
  aFinding,
  aHealthCheckBatch,
  anInspection,
  anInsuranceProject,
  aReturnService,
  aStation,
  aWageCase,
} from '../row-builders';

interface Fact {
  readonly entity: string;
  readonly id: string;
  readonly regionCode: string;
  readonly facts: Facts;
}

interface Page {
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly changes: readonly Fact[];
}

/** Words of rows that no department may find in its feed. */
const WORDS = ['安禾驿站长', '样例带队人', '安禾家欠薪', '样例标题安禾', '样例荣誉安禾'] as const;
const [RESPONSIBLE, LEADER, SUMMARY, TITLE, HONOUR] = WORDS;
const AWAY = { region_code: '340202' };

describe('what partner departments follow of migrants', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const workerId = newId();

  /** One of each kind in a region. */
  async function oneOfEach(region: { readonly region_code?: string }): Promise<void> {
    const trip = await anInspection(db.owner, { title: TITLE, leader: LEADER, ...region });
    await aFinding(db.owner, { inspection_id: trip, summary: SUMMARY, ...region });
    await aWageCase(db.owner, region);
    await anInsuranceProject(db.owner, region);
    await aStation(db.owner, { responsible_name: RESPONSIBLE, ...region });
    await aReturnService(db.owner, { title: TITLE, ...region });
    await aCultureEvent(db.owner, { title: TITLE, ...region });
    await aHealthCheckBatch(db.owner, { title: TITLE, ...region });
    const proposal = { kind: 'MOST_BEAUTIFUL_MIGRANT_WORKER', edition: 1, name: HONOUR, worker_id: workerId };
    await insertRow(db.owner, 'honour_nomination', {
      ...{
        id: newId(),
        region_code: '340102',
        state: 'NOMINATED',
        nominated_by: 'office-1',
        nominated_on: '2017-01-20',
      },
      ...{ ...proposal, edition: region.region_code ? 2 : 1, ...region },
    });
  }
  beforeAll(async () => {
    await oneOfEach({});
    await oneOfEach(AWAY);
  });

  async function feedOf(department: string, region = '340100'): Promise<readonly Fact[]> {
    const viewer = viewerWith({ role: 'partner', read: [region], department, scopes: ['changes:read'] });
    const query =
      'query ($after: String) { changes(after: $after) { cursor hasMore changes { entity id regionCode facts } } }';
    const found: Fact[] = [];
    for (let after: string | null = null, more = true; more;) {
      const asked = { db: db.app, viewer, query, variables: { after } };
      const { data, errors } = await executeSubgraph(migrantsSubgraph, asked);
      expect(errors).toEqual([]);
      const { changes: page } = data as unknown as { changes: Page };
      found.push(...page.changes);
      after = page.cursor;
      more = page.hasMore;
    }
    return found;
  }

  it.each([
    [Department.HUMAN_RESOURCES, ['Finding', 'Inspection', 'InsuranceProject', 'WageCase']],
    [Department.HOUSING, ['Finding', 'Inspection', 'InsuranceProject']],
    [Department.CIVIL_AFFAIRS, ['ServiceStation']],
    [Department.TRANSPORT, ['ReturnService']],
    [Department.RAILWAY, ['ReturnService']],
    [Department.SERVICE_PLATFORM, ['CultureEvent', 'ReturnService']],
    [Department.CULTURE, ['CultureEvent']],
    [Department.HEALTH, ['HealthCheckBatch']],
    [Department.MIGRANT_WORKERS_OFFICE, ['HonourNomination']],
  ])('%s is sent %p of its regions, and neither a person nor what somebody typed', async (department, entities) => {
    const sent = await feedOf(department);
    expect(sent.map(({ entity }) => entity).sort()).toEqual(entities);
    expect(sent.map(({ regionCode }) => regionCode)).toEqual(entities.map(() => '340102'));
    for (const { entity, facts } of sent) expect([entity, Object.keys(facts).length > 0]).toEqual([entity, true]);
    expect((await feedOf(department, '340202')).map(({ regionCode }) => regionCode)).toEqual(
      entities.map(() => '340202'),
    );
    const text = JSON.stringify(sent);
    for (const word of [...WORDS, workerId, 'office-1']) expect(text).not.toContain(word);
  });

  it('sends a change once and by its state, so that a department need not ask', async () => {
    const { id } = (await feedOf(Department.CIVIL_AFFAIRS))[0] ?? { id: '' };
    const close = `update service_station set state = 'CLOSED', closed_on = '2017-01-22', version = version + 1 where id = $1`;
    await db.owner.query(close, [id]);
    const read = `select version, facts ->> 'state' as state from change where entity_id = $1 order by version`;
    expect(await db.owner.query(read, [id])).toEqual([
      { version: '1', state: 'OPEN' },
      { version: '2', state: 'CLOSED' },
    ]);
    expect(await feedOf(Department.CIVIL_AFFAIRS)).toMatchObject([{ id, facts: { state: 'CLOSED' } }]);
  });

  it('sends siblings what they keep, and nothing of what departments follow alone', async () => {
    const entities = new Set((await feedOf('nuan', '340000')).map(({ entity }) => entity));
    expect([...entities].sort()).toEqual(['InsuranceProject', 'WageCase']);
  });
});
