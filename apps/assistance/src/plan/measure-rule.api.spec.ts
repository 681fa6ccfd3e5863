import { describe, expect, it } from '@jest/globals';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aKey, answerOf, countyMaker, mutate } from '../mutation-kit';
import { aHousehold } from './casework-builders';

const RULE = `... on MeasureRule { id version region { code } kind cause validFrom validTo }`;
const chuzhou = viewerWith({ role: 'city', read: ['341100'] });
const aRule = { regionCode: '341100', cause: 'LAID_OFF', kind: 'JOB', dueMonths: 3, basis: '滁州市总工会决定' };

describe('the rules of measures', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const proposals = async (household: string, viewer = viewerWith()): Promise<unknown> => {
    const query = `{ proposeMeasures(householdId: "${household}") { kind cause dueOn } }`;
    const { data, errors } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query });
    return (data as Record<string, unknown> | null)?.['proposeMeasures'] ?? errors[0]?.code;
  };

  it('propose a measure for every cause that there is', async () => {
    const [row] = await db.app.query<{ causes: number }[]>(
      `select count(distinct cause)::int as causes from measure_rule where region_code = '340000' and not needs_student and not needs_employable`,
    );
    expect(row?.causes).toBe(10);
  });

  it('of a city replace the province’s for their cause there, until they are ended', async () => {
    const household = await aHousehold(db.app, {
      region_code: '341102',
      primary_cause: 'LAID_OFF',
      secondary_causes: [],
    });
    const elsewhere = await aHousehold(db.app, { primary_cause: 'LAID_OFF', secondary_causes: [] });
    const province = [
      { kind: 'TRAINING', cause: 'LAID_OFF', dueOn: '2017-07-23' },
      { kind: 'JOB', cause: 'LAID_OFF', dueOn: '2018-01-23' },
      { kind: 'POLICY', cause: 'LAID_OFF', dueOn: '2017-04-23' },
    ];
    const input = { ...aRule, idempotencyKey: aKey() };
    const rule = await answerOf(db, 'addMeasureRule', input, { selection: RULE, viewer: chuzhou });
    expect(rule).toMatchObject({ version: 1, region: { code: '341100' }, validFrom: '2017-01-23', validTo: null });
    expect(await answerOf(db, 'addMeasureRule', input, { selection: RULE, viewer: chuzhou })).toMatchObject({
      id: rule.id,
    });
    expect(await proposals(household)).toEqual([{ kind: 'JOB', cause: 'LAID_OFF', dueOn: '2017-04-23' }]);
    expect(await proposals(elsewhere)).toEqual(province);
    const end = { id: rule.id, expectedVersion: 1, validTo: '2017-01-23' };
    const ended = await answerOf(db, 'endMeasureRule', end, { selection: RULE, viewer: chuzhou });
    expect(ended).toMatchObject({ version: 2, validTo: '2017-01-23' });
    await db.owner.query(`update measure_rule set valid_from = '2016-12-01', valid_to = '2017-01-22' where id = $1`, [
      rule.id,
    ]);
    expect(await proposals(household)).toEqual(province);
  });

  it('propose nothing of a household of another region', async () => {
    const household = await aHousehold(db.app);
    expect(await proposals(household, chuzhou)).toBe('NOT_FOUND');
    expect(await proposals(household, viewerWith({ role: 'analyst' }))).toBe('FORBIDDEN');
  });

  it('don’t reach back, and end neither before they began nor before yesterday', async () => {
    const past = { ...aRule, validFrom: '2017-01-22', idempotencyKey: aKey() };
    const options = { selection: RULE, viewer: chuzhou };
    expect(await answerOf(db, 'addMeasureRule', past, options)).toMatchObject({
      rule: 'RULE_IN_THE_PAST',
      field: 'validFrom',
    });
    const rule = await answerOf(db, 'addMeasureRule', { ...aRule, idempotencyKey: aKey() }, options);
    const early = { id: rule.id, expectedVersion: 1, validTo: '2017-01-20' };
    expect(await answerOf(db, 'endMeasureRule', early, options)).toMatchObject({ rule: 'RULE_END', field: 'validTo' });
  });

  it('are written by cities and the province, each in its own region', async () => {
    const input = { ...aRule, idempotencyKey: aKey() };
    for (const viewer of [countyMaker, viewerWith({ role: 'city', read: ['340100'] })]) {
      const { errors } = await mutate(db, 'addMeasureRule', input, { selection: RULE, viewer });
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
    const [{ id }] = await db.app.query<[{ id: string }]>(
      `select id from measure_rule where region_code = '340000' limit 1`,
    );
    const { errors } = await mutate(
      db,
      'endMeasureRule',
      { id, expectedVersion: 1 },
      { selection: RULE, viewer: chuzhou },
    );
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
