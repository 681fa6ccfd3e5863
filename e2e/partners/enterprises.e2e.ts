import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { isCreditCode } from '@nuan/kernel';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import { expectShut, HEFEI, LUYANG, partnerOf, WUHU } from './departments';

const of = partnerOf('enterprises');
const PEOPLE = {
  /** Industry (工信), which watches the capacity that works give up and where their workers go. */
  industry: of('工信', 'industry-1', ['enterprise:write']),
  industryReader: of('工信', 'industry-reader', ['enterprise:read']),
  industryOfWuhu: of('工信', 'industry-wuhu', ['enterprise:write'], WUHU),
  /** Civil affairs (民政), which publishes the minimum-living line of its city. */
  civil: of('民政', 'civil-1', ['regionFact:write']),
  civilOfWuhu: of('民政', 'civil-wuhu', ['regionFact:write'], WUHU),
  /** Human resources (人社), which selects the units that take people on. */
  labour: of('人社', 'labour-1', ['demonstration:decide', 'enterprise:read']),
} as const;
type Person = keyof typeof PEOPLE;

const CREDIT_CODE = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  .map((check) => `91340100E2E000003${check}`)
  .find(isCreditCode);

/** Enterprises and facts of regions as partner departments record them: through the enterprises subgraph alone, each with its own token. */
describe('departments at the enterprises subgraph alone', () => {
  let system: SampleSubgraph;
  let desk: ProgrammeDesk<Person>;
  let firm: ProgrammeOutcome;

  beforeAll(async () => {
    system = await startSampleSubgraph('enterprises');
    desk = new ProgrammeDesk(system, 'enterprises', PEOPLE);
  });
  afterAll(() => system.stop());

  const write = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, 'Enterprise', input);
  const shown = async (fields: string): Promise<object> => {
    const query = `{ enterprise(id: "${firm.id}") { ${fields} } }`;
    return (await desk.ask<{ enterprise: object }>('industryReader', query)).enterprise;
  };

  it('industry registers a works, is shown what it wrote, and reads no other without a right to', async () => {
    const input = {
      ...{ creditCode: CREDIT_CODE, name: '样例煤业有限公司', industry: 'COAL', ownership: 'STATE_OWNED' },
      ...{ region: LUYANG, headcount: 900, ...desk.key() },
    };
    expect(await desk.refusals(['industryReader', 'civil', 'industryOfWuhu'], 'registerEnterprise', input)).toEqual({
      ...{ industryReader: 'FORBIDDEN', civil: 'FORBIDDEN', industryOfWuhu: 'FORBIDDEN' },
    });
    firm = await write('industry', 'registerEnterprise', input);
    expect(firm.__typename).toBe('Enterprise');
    for (const query of ['{ enterprises { totalCount } }', `{ enterprise(id: "${firm.id}") { id } }`])
      expect(await desk.refusalOf('industry', query)).toBe('FORBIDDEN');
  });

  it('it reports the capacity given up and the workers diverted by each route, once a year; a figure changes by its version', async () => {
    const cut = { enterpriseId: firm.id, year: 2016, product: 'COAL', plannedTons: 900000, doneTons: 600000 };
    expect(await desk.refusals(['industryReader', 'industryOfWuhu'], 'recordCapacityCut', cut)).toEqual({
      ...{ industryReader: 'FORBIDDEN', industryOfWuhu: 'NOT_FOUND' },
    });
    await write('industry', 'recordCapacityCut', cut);
    const more = { ...cut, doneTons: 900000, closedOn: '2016-12-20' };
    expect(await write('industry', 'recordCapacityCut', more)).toMatchObject({ __typename: 'VersionConflict' });
    await write('industry', 'recordCapacityCut', { ...more, expectedVersion: 1 });
    const routes = { EARLY_RETIRED: 120, INTERNAL_RETIRED: 80, REASSIGNED: 300 };
    const diverted = (route: string, workers: number, year = 2016): object => ({
      ...{ enterpriseId: firm.id, year, route, workers },
    });
    expect(await desk.refusal('industryOfWuhu', 'recordDiversion', diverted('REASSIGNED', 1))).toBe('NOT_FOUND');
    for (const [route, workers] of Object.entries(routes))
      await write('industry', 'recordDiversion', diverted(route, workers));
    expect(await write('industry', 'recordDiversion', diverted('REASSIGNED', 1, 2018))).toMatchObject({
      __typename: 'RuleBroken',
    });
    expect(await shown('divertedTotal capacityCuts { year doneTons closedOn } diversions { route workers }')).toEqual({
      divertedTotal: 500,
      capacityCuts: [{ year: 2016, doneTons: 900000, closedOn: '2016-12-20' }],
      diversions: expect.arrayContaining(Object.entries(routes).map(([route, workers]) => ({ route, workers }))),
    });
  });

  it('it records a visit in a campaign that there is, on a day of it, and in no other', async () => {
    const visit = (campaign: string, visitedOn: string): object => ({
      ...{ enterpriseId: firm.id, campaign, visitedOn, leaderRank: 'PREFECTURE_LEADER', leader: '市经信委主任' },
      ...desk.key(),
    });
    const record = (input: object): Promise<ProgrammeOutcome> =>
      desk.act('industry', 'recordEnterpriseVisit', { type: 'EnterpriseVisit', fields: 'id' }, input);
    const here = visit('CNY2017', '2017-01-20');
    expect(await desk.refusals(['industryReader', 'industryOfWuhu'], 'recordEnterpriseVisit', here)).toEqual({
      ...{ industryReader: 'FORBIDDEN', industryOfWuhu: 'NOT_FOUND' },
    });
    expect(await record(visit('CNY2071', '2017-01-20'))).toMatchObject({ rule: 'CAMPAIGN_UNKNOWN' });
    expect(await record(visit('CNY2017', '2016-12-01'))).toMatchObject({ rule: 'VISITED_IN_CAMPAIGN' });
    expect((await record(here)).__typename).toBe('EnterpriseVisit');
  });

  it('human resources selects a unit that another department nominated, and nominates none itself', async () => {
    const grounds = { grounds: '稳定安置分流职工' };
    expect(await desk.refusal('labour', 'nominateDemonstrationUnit', step(firm, grounds))).toBe('FORBIDDEN');
    firm = await write('industry', 'nominateDemonstrationUnit', step(firm, grounds));
    expect(await desk.refusal('industry', 'selectDemonstrationUnit', step(firm, grounds))).toBe('FORBIDDEN');
    firm = await write('labour', 'selectDemonstrationUnit', step(firm, grounds));
    expect(await shown('supportsEmployment')).toEqual({ supportsEmployment: true });
  });

  it('civil affairs publishes the line of its city from a day on, and changes none that is in force', async () => {
    const line = { region: HEFEI, validFrom: '2017-07-01', monthly: '588.00', document: '合民〔2017〕12号' };
    expect(await desk.refusals(['industry', 'civilOfWuhu'], 'setMinLivingLine', line)).toEqual({
      ...{ industry: 'FORBIDDEN', civilOfWuhu: 'FORBIDDEN' },
    });
    const set = (more: object): Promise<ProgrammeOutcome> =>
      desk.act('civil', 'setMinLivingLine', { type: 'MinLivingLine', fields: 'version' }, { ...line, ...more });
    expect((await set({})).__typename).toBe('MinLivingLine');
    expect(await set({ monthly: '600.00' })).toMatchObject({ rule: 'LINES_IN_ORDER' });
    const query = `{ region(code: "${HEFEI}") { minLivingLine(on: "2017-07-01") earlier: minLivingLine(on: "2017-06-30") } }`;
    const { region } = await desk.ask<{ region: { minLivingLine: string; earlier: string } }>('civil', query);
    expect(region.minLivingLine).toBe('588.00');
    expect(Number(region.earlier)).toBeGreaterThan(0);
    expect(Number(region.earlier)).toBeLessThan(588);
  });

  it('unions, visits and figures stay shut to who may only write', async () => {
    for (const query of [
      '{ unions { totalCount } }',
      '{ enterpriseVisits { totalCount } }',
      '{ changes { changes { id } } }',
    ])
      for (const person of ['industry', 'civil'] as const)
        expect([person, query, await desk.refusalOf(person, query)]).toEqual([person, query, 'FORBIDDEN']);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.industry, subgraph: 'employment' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
