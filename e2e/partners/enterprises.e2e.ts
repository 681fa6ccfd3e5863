import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf } from '@nuan/testing';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { ENTERPRISE_COLUMNS } from '../../apps/enterprises/src/import/import-row';
import { feedOf, type FeedFacts } from '../testkit/feed-pages';
import { ListSender } from '../testkit/list-sender';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { expectShut, HEFEI, LUYANG, partnerOf, WUHU } from './departments';

const of = partnerOf('enterprises');
const PEOPLE = {
  /** Industry (工信), which watches the capacity that works give up and where their workers go. */
  industry: of('工信', 'industry', 'industry-1', ['enterprise:write']),
  industryReader: of('工信', 'industry', 'industry-reader', ['enterprise:read', 'changes:read']),
  industryOfWuhu: of('工信', 'industry', 'industry-wuhu', ['enterprise:write', 'changes:read'], WUHU),
  /** Civil affairs (民政), which publishes the minimum-living line of its city. */
  civil: of('民政', 'civil-affairs', 'civil-1', ['regionFact:write', 'changes:read']),
  civilOfWuhu: of('民政', 'civil-affairs', 'civil-wuhu', ['regionFact:write'], WUHU),
  /** Commerce (商务), which signs with shops and follows the contracts. */
  commerce: of('商务', 'commerce', 'commerce-1', ['shop:write', 'union:read', 'changes:read']),
  commerceReader: of('商务', 'commerce', 'commerce-reader', ['union:read']),
  commerceOfWuhu: of('商务', 'commerce', 'commerce-wuhu', ['shop:write'], WUHU),
  /** Human resources (人社): one program selects the units that take people on, the other keeps employers and nominates. */
  labour: of('人社', 'human-resources', 'labour-1', ['demonstration:decide', 'enterprise:read', 'changes:read']),
  labourOfFirms: of('人社', 'human-resources', 'labour-firms', ['enterprise:write', 'demonstration:decide']),
} as const;
type Person = keyof typeof PEOPLE;

const CREDIT_CODE = creditCodeOf('91340100E2E000003');

/** What a mutation of another department's contract is answered with, as one that doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

/** Enterprises and facts of regions as programs of departments record them in production, each under its contract and at this subgraph alone. */
describe('departments at the enterprises subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let firm: ProgrammeOutcome;

  beforeAll(async () => {
    system = await startPartnerSubgraph('enterprises');
    desk = new ProgrammeDesk(system, 'enterprises', PEOPLE);
  });
  afterAll(() => system.stop());

  const write = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, 'Enterprise', input);
  /** What officers and departments wrote about persons, and the names of people: no feed repeats it. */
  const expectNobody = (told: FeedFacts): void => {
    for (const text of ['市经信委主任', '停产通知', '稳定安置分流职工', '提高折扣'])
      expect(JSON.stringify([...told.values()])).not.toContain(text);
  };
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
      ...{ industryReader: 'FORBIDDEN', civil: UNKNOWN, industryOfWuhu: 'FORBIDDEN' },
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

  it('it records distress and its end; human resources records it too, each in its own region', async () => {
    const distress = step(firm, { kind: 'OVERCAPACITY_CLOSED', fromOn: '2016-12-20', evidence: '停产通知' });
    expect(await desk.refusals(['industryReader', 'industryOfWuhu', 'civil'], 'openDistress', distress)).toEqual({
      ...{ industryReader: 'FORBIDDEN', industryOfWuhu: 'NOT_FOUND', civil: UNKNOWN },
    });
    firm = await write('labourOfFirms', 'openDistress', distress);
    expect(await shown('currentDistress distress { kind to }')).toEqual({
      currentDistress: 'OVERCAPACITY_CLOSED',
      distress: [{ kind: 'OVERCAPACITY_CLOSED', to: null }],
    });
    firm = await write('industry', 'endDistress', step(firm, { toOn: '2017-01-10' }));
    expect(await shown('currentDistress')).toEqual({ currentDistress: null });
  });

  it('it hands in a list of works, and is told line by line what came of it', async () => {
    const sender = new ListSender(desk, {
      ...{ type: 'EnterpriseImport', columns: ENTERPRISE_COLUMNS, imported: 'enterprisesImported' },
    });
    const row = { name: '样例焦化有限公司', industry: '煤炭', ownership: '国有', headcount: '300' };
    const file = sender.file([
      { ...row, creditCode: creditCodeOf('91340100E2E000004') },
      { ...row, creditCode: '91340100000000101X' },
    ]);
    const announcement = sender.announcement(file, { region: LUYANG });
    expect(
      await desk.refusals(['industryReader', 'industryOfWuhu', 'commerce'], 'startEnterpriseImport', announcement),
    ).toEqual({ industryReader: 'FORBIDDEN', industryOfWuhu: 'FORBIDDEN', commerce: UNKNOWN });
    expect(await sender.send('industry', file, { region: LUYANG })).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 1, imported: 1 },
      problems: { nodes: [{ line: 3, column: '统一社会信用代码' }], totalCount: 1 },
    });
  });

  it('human resources selects a unit that another program nominated, and no program one that it nominated itself', async () => {
    const grounds = { grounds: '稳定安置分流职工' };
    expect(await desk.refusal('labour', 'nominateDemonstrationUnit', step(firm, grounds))).toBe('FORBIDDEN');
    firm = await write('labourOfFirms', 'nominateDemonstrationUnit', step(firm, grounds));
    expect(await desk.refusal('industry', 'selectDemonstrationUnit', step(firm, grounds))).toBe(UNKNOWN);
    expect(await write('labourOfFirms', 'selectDemonstrationUnit', step(firm, grounds))).toMatchObject({
      rule: 'FOUR_EYES',
    });
    firm = await write('labour', 'selectDemonstrationUnit', step(firm, grounds));
    expect(await shown('supportsEmployment')).toEqual({ supportsEmployment: true });
  });

  it('the feeds of industry and human resources tell of the firm and of nobody, next door of none of it', async () => {
    const facts = {
      ...{ name: '样例煤业有限公司', creditCode: CREDIT_CODE, industry: 'COAL', headcount: 900 },
      ...{ distress: null, distressFromOn: null, isDemonstration: true, closedOn: null },
    };
    for (const person of ['industryReader', 'labour'] as const) {
      const told = await feedOf(desk, person);
      expect(told.get(`Enterprise ${firm.id}`)).toEqual(facts);
      expectNobody(told);
    }
    const ofFirm = [...(await feedOf(desk, 'industryReader'))].filter(
      ([, { enterpriseId }]) => enterpriseId === firm.id,
    );
    expect(ofFirm.map(([key, { year, doneTons, workers }]) => [key.split(' ')[0], year, doneTons ?? workers])).toEqual(
      expect.arrayContaining([
        ['CapacityCut', 2016, 900000],
        ['WorkerDiversion', 2016, 300],
      ]),
    );
    expect(ofFirm).toHaveLength(4);
    const nextDoor = await feedOf(desk, 'industryOfWuhu');
    expect(nextDoor.size).toBeGreaterThan(0);
    expect([...nextDoor.keys()]).not.toContain(`Enterprise ${firm.id}`);
  });

  it('civil affairs publishes the line of its city from a day on, and changes none that is in force', async () => {
    const line = { region: HEFEI, validFrom: '2017-07-01', monthly: '588.00', document: '合民〔2017〕12号' };
    expect(await desk.refusals(['industry', 'civilOfWuhu'], 'setMinLivingLine', line)).toEqual({
      ...{ industry: UNKNOWN, civilOfWuhu: 'FORBIDDEN' },
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

  it('commerce signs with a shop of its city, ends the contract and signs a better one, and the feed tells of both', async () => {
    const [union] = await rowsOf<{ id: string }>(
      system.db,
      `select id from trade_union where region_code = $1 and level = 'COUNTY'`,
      [LUYANG],
    );
    const contract = (more: object = {}): object => ({
      ...{ name: '样例平价超市', region: LUYANG, unionId: union?.id, discountPercent: 5 },
      ...{ validFrom: '2017-01-01', ...desk.key(), ...more },
    });
    const sign = (more: object = {}): Promise<ProgrammeOutcome> =>
      desk.act('commerce', 'signPartnerShop', 'PartnerShop', contract(more));
    const people = ['commerceReader', 'commerceOfWuhu', 'industry'] as const;
    expect(await desk.refusals(people, 'signPartnerShop', contract())).toEqual({
      ...{ commerceReader: 'FORBIDDEN', commerceOfWuhu: 'FORBIDDEN', industry: UNKNOWN },
    });
    const input = contract();
    const first = await desk.act('commerce', 'signPartnerShop', 'PartnerShop', input);
    expect(await desk.act('commerce', 'signPartnerShop', 'PartnerShop', input)).toEqual(first);
    expect(await sign({ validFrom: '2017-01-15' })).toMatchObject({ rule: 'ONE_CONTRACT_AT_A_TIME' });
    expect(await sign({ name: '另一超市', validTo: '2016-12-31' })).toMatchObject({ rule: 'CONTRACT_DAYS_ORDERED' });
    const end = step(first, { endedOn: '2017-01-15', reason: '提高折扣' });
    expect(await desk.refusals(['commerceReader', 'commerceOfWuhu'], 'endPartnerShop', end)).toEqual({
      ...{ commerceReader: 'FORBIDDEN', commerceOfWuhu: 'NOT_FOUND' },
    });
    const ended = await desk.act('commerce', 'endPartnerShop', 'PartnerShop', end);
    expect(await desk.act('commerce', 'endPartnerShop', 'PartnerShop', end)).toMatchObject({
      __typename: 'VersionConflict',
    });
    const second = await sign({ validFrom: '2017-01-16', discountPercent: 10 });
    const back = step(await sign({ name: '误录超市' }), { reason: '未签约' });
    expect(await desk.refusal('commerceOfWuhu', 'correctPartnerShop', back)).toBe('NOT_FOUND');
    await desk.act('commerce', 'correctPartnerShop', 'PartnerShop', back);
    const shown = `{ partnerShops(where: { name: { eq: "样例平价超市" } }) { nodes { id isRunning } } }`;
    const { partnerShops } = await desk.ask<{ partnerShops: { nodes: object[] } }>('commerceReader', shown);
    expect(partnerShops.nodes).toHaveLength(2);
    expect(partnerShops.nodes).toEqual(
      expect.arrayContaining([
        { id: ended.id, isRunning: false },
        { id: second.id, isRunning: true },
      ]),
    );
    const told = await feedOf(desk, 'commerce');
    const facts = { name: '样例平价超市', isStanding: true };
    expect(told.get(`PartnerShop ${ended.id}`)).toEqual({
      ...facts,
      discountPercent: 5,
      validFromOn: '2017-01-01',
      lastOn: '2017-01-15',
    });
    expect(told.get(`PartnerShop ${second.id}`)).toEqual({
      ...facts,
      discountPercent: 10,
      validFromOn: '2017-01-16',
      lastOn: null,
    });
    expect([...told.values()].filter((shop) => 'unionId' in shop)).toEqual([]);
    expectNobody(told);
  });

  it('what is beside a contract does not exist, and what a program has no right to stays shut within it', async () => {
    const refusals = {
      industry: ['{ unions { totalCount } }', UNKNOWN, '{ enterpriseVisits { totalCount } }', 'FORBIDDEN'],
      civil: ['{ unions { totalCount } }', UNKNOWN, '{ enterpriseVisits { totalCount } }', UNKNOWN],
      commerce: [
        '{ enterprises { totalCount } }',
        UNKNOWN,
        '{ partnerShops { nodes { union { parent { id } } } } }',
        UNKNOWN,
      ],
      labour: [
        '{ enterprises { nodes { union { id } } } }',
        UNKNOWN,
        '{ enterpriseVisits { nodes { leader } } }',
        UNKNOWN,
      ],
    } as const;
    for (const [person, [first, firstCode, second, secondCode]] of Object.entries(refusals) as [
      Person,
      readonly string[],
    ][]) {
      expect([person, first, await desk.refusalOf(person, String(first))]).toEqual([person, first, firstCode]);
      expect([person, second, await desk.refusalOf(person, String(second))]).toEqual([person, second, secondCode]);
    }
    expect(await desk.refusalOf('industry', '{ changes { changes { id } } }')).toBe('FORBIDDEN');
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.industry, subgraph: 'employment' });
    await expectShut(system, { ...PEOPLE.industry, subject: 'industry-elsewhere', contract: 'training-agency' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
