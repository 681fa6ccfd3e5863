import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf } from '@nuan/testing';

import { inexactFigures } from '../testkit/exact-figures';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { HEFEI, LUYANG, partnerOf } from '../partners/departments';

/** The district next door to Luyang, where the story plays. */
const BAOHE = '340111';

const at = (role: 'maker' | 'checker' | 'city', region: string, subject: string) =>
  ({ role, region, subject }) as const;
const partner = partnerOf('enterprises');
const PEOPLE = {
  maker: at('maker', LUYANG, 'luyang-maker'),
  checker: at('checker', LUYANG, 'luyang-checker'),
  neighbour: at('maker', BAOHE, 'baohe-maker'),
  city: at('city', HEFEI, 'hefei-officer'),
  citySecond: at('city', HEFEI, 'hefei-officer-2'),
  otherCity: at('city', '340200', 'wuhu-officer'),
  labour: partner('人社', 'human-resources', 'labour-1', ['enterprise:read', 'enterprise:write']),
  reader: partner('人社', 'human-resources', 'labour-reader', ['enterprise:read']),
  commerce: partner('商务', 'commerce', 'commerce-1', ['shop:write', 'changes:read']),
} as const;
type Person = keyof typeof PEOPLE;

interface Line {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly monthly: string;
}

/** What is beside a department's contract is answered with, as what doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

const CREDIT_CODE = creditCodeOf('91340100E2E000002');

/** An enterprise through every programme, each step by its person and refused to the others; the department through the subgraph alone. */
describe('the programmes of an enterprise', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let federation = '';
  let union: ProgrammeOutcome;
  let firm: ProgrammeOutcome;
  let shop: ProgrammeOutcome;

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    desk = new ProgrammeDesk(graph, 'enterprises', PEOPLE);
    const [row] = await graph.db.enterprises.query<{ id: string }[]>(
      `select id from trade_union where region_code = $1 and level = 'COUNTY' order by id limit 1`,
      [LUYANG],
    );
    federation = row?.id ?? '';
  });
  afterAll(() => graph.stop());

  const refused = async (people: Partial<Record<Person, string>>, name: string, input: object): Promise<void> => {
    const codes: Record<string, unknown> = {};
    for (const person of Object.keys(people) as Person[]) codes[person] = await desk.refusal(person, name, input);
    expect(codes).toEqual(people);
  };
  const write = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, 'Enterprise', input);
  const shown = async (person: Person, fields: string): Promise<object> =>
    (await desk.ask<{ enterprise: object }>(person, `{ enterprise(id: "${firm.id}") { ${fields} } }`)).enterprise;

  it('belongs to a union that the city founds below the federation of the district', async () => {
    const input = { name: '样例联合工会', level: 'GRASSROOTS', region: LUYANG, parentId: federation };
    const founding = { ...input, foundedOn: '2017-01-03', ...desk.key() };
    await refused({ maker: 'FORBIDDEN', labour: UNKNOWN, otherCity: 'FORBIDDEN' }, 'foundUnion', founding);
    union = await desk.act('city', 'foundUnion', 'TradeUnion', founding);
    const query = `{ union(id: "${union.id}") { level parent { id } dissolvedOn } }`;
    expect(await desk.ask('maker', query)).toEqual({
      union: { level: 'GRASSROOTS', parent: { id: federation }, dissolvedOn: null },
    });
  });

  it('is registered by the department through the subgraph alone, with a code that holds', async () => {
    const input = {
      ...{ creditCode: CREDIT_CODE, name: '样例机械有限公司', industry: 'MACHINERY', ownership: 'STATE_OWNED' },
      ...{ region: LUYANG, unionId: union.id, headcount: 180, ...desk.key() },
    };
    await refused({ reader: 'FORBIDDEN', checker: 'FORBIDDEN', neighbour: 'FORBIDDEN' }, 'registerEnterprise', input);
    firm = await write('labour', 'registerEnterprise', input);
    expect(firm.__typename).toBe('Enterprise');
    expect(await shown('reader', 'creditCode headcount')).toEqual({ creditCode: CREDIT_CODE, headcount: 180 });
    expect(await shown('maker', 'union { id }')).toEqual({ union: { id: union.id } });
    const { errors } = await desk.send('reader', `{ union(id: "${union.id}") { id } }`);
    expect(errors).toMatchObject([{ extensions: { code: UNKNOWN } }]);
  });

  it('is found in distress, visited in the campaign, and recovers', async () => {
    const distress = step(firm, { kind: 'OVERCAPACITY_CLOSED', fromOn: '2016-12-01', evidence: '停产通知' });
    await refused({ reader: 'FORBIDDEN', checker: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'openDistress', distress);
    firm = await write('labour', 'openDistress', distress);
    const visit = {
      ...{ enterpriseId: firm.id, campaign: 'CNY2017', visitedOn: '2017-01-20', workersMet: 20 },
      ...{ leaderRank: 'PREFECTURE_LEADER', leader: '市总工会主席', ...desk.key() },
    };
    await refused({ reader: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'recordEnterpriseVisit', visit);
    const wanted = { type: 'EnterpriseVisit', fields: 'id firstInCampaign' };
    expect(await desk.act('maker', 'recordEnterpriseVisit', wanted, visit)).toMatchObject({ firstInCampaign: true });
    const end = step(firm, { toOn: '2017-01-22' });
    await refused({ reader: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'endDistress', end);
    firm = await write('labour', 'endDistress', end);
    expect(await shown('maker', 'status')).toEqual({ status: 'NORMAL' });
  });

  it('reports the capacity it gives up and whom it diverts by which route, and the board of the district counts them at once', async () => {
    const routes = async (): Promise<Record<string, number>> => {
      const query = `{ region(code: "${LUYANG}") { enterpriseStats { diverted(year: 2016) { route count } } } }`;
      type Board = { enterpriseStats: { diverted: { route: string; count: number }[] } };
      const { region } = await desk.ask<{ region: Board }>('maker', query);
      return Object.fromEntries(region.enterpriseStats.diverted.map(({ route, count }) => [route, count]));
    };
    const before = await routes();
    const cut = { enterpriseId: firm.id, year: 2016, product: 'STEEL', plannedTons: 200000, doneTons: 150000 };
    await refused({ reader: UNKNOWN, checker: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'recordCapacityCut', cut);
    await write('maker', 'recordCapacityCut', cut);
    const diverted = { enterpriseId: firm.id, year: 2016, route: 'REASSIGNED', workers: 40 };
    await refused({ reader: UNKNOWN, checker: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'recordDiversion', diverted);
    await write('maker', 'recordDiversion', diverted);
    await write('maker', 'recordDiversion', { ...diverted, route: 'EARLY_RETIRED', workers: 25 });
    await write('city', 'recordDiversion', { ...diverted, workers: 36, expectedVersion: 1 });
    expect(await write('maker', 'recordDiversion', { ...diverted, workers: 30, expectedVersion: 1 })).toMatchObject({
      __typename: 'VersionConflict',
    });
    expect(await routes()).toEqual({
      ...before,
      REASSIGNED: (before['REASSIGNED'] ?? 0) + 36,
      EARLY_RETIRED: (before['EARLY_RETIRED'] ?? 0) + 25,
    });
    expect(await shown('city', 'divertedTotal capacityCuts { year product plannedTons doneTons }')).toEqual({
      divertedTotal: 61,
      capacityCuts: [{ year: 2016, product: 'STEEL', plannedTons: 200000, doneTons: 150000 }],
    });
  });

  it('stands in a city whose minimum-living line the city dates: a later line ends the one before and changes none', async () => {
    const line = { region: HEFEI, validFrom: '2017-07-01', monthly: '620.00', document: '合政〔2017〕1号' };
    const refusing = { maker: 'FORBIDDEN', labour: UNKNOWN, otherCity: 'FORBIDDEN' };
    await refused(refusing, 'setMinLivingLine', line);
    const lines = async (): Promise<readonly Line[]> => {
      const query = `{ region(code: "${HEFEI}") { minLivingLines { validFrom validTo monthly } } }`;
      return (await desk.ask<{ region: { minLivingLines: readonly Line[] } }>('maker', query)).region.minLivingLines;
    };
    const [last, ...earlier] = await lines();
    await desk.act('city', 'setMinLivingLine', { type: 'MinLivingLine', fields: 'version' }, line);
    const earlierAgain = { ...line, validFrom: '2017-03-01', monthly: '1.00' };
    expect(
      await desk.act('city', 'setMinLivingLine', { type: 'MinLivingLine', fields: 'version' }, earlierAgain),
    ).toMatchObject({
      rule: 'LINES_IN_ORDER',
    });
    expect(await lines()).toEqual([
      { validFrom: '2017-07-01', validTo: null, monthly: '620.00' },
      { ...last, validTo: '2017-06-30' },
      ...earlier,
    ]);
    const query = `{ region(code: "${HEFEI}") { minLivingLine before: minLivingLine(on: "2017-06-30") after: minLivingLine(on: "2017-07-01") } }`;
    expect(await desk.ask('maker', query)).toEqual({
      region: { minLivingLine: last?.monthly, before: last?.monthly, after: '620.00' },
    });
  });

  it('becomes a demonstration unit by another person of the city than the one who nominated it', async () => {
    const grounds = { grounds: '稳定吸纳就业' };
    await refused({ reader: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'nominateDemonstrationUnit', step(firm, grounds));
    firm = await write('city', 'nominateDemonstrationUnit', step(firm, grounds));
    const select = step(firm, grounds);
    const people = { maker: 'FORBIDDEN', labour: 'FORBIDDEN', otherCity: 'NOT_FOUND' };
    await refused(people, 'selectDemonstrationUnit', select);
    expect(await write('city', 'selectDemonstrationUnit', select)).toMatchObject({ __typename: 'RuleBroken' });
    firm = await write('citySecond', 'selectDemonstrationUnit', select);
    const promise = { enterpriseId: firm.id, year: 2017, jobs: 30 };
    await refused({ reader: 'FORBIDDEN', neighbour: 'NOT_FOUND' }, 'promiseJobs', promise);
    await write('maker', 'promiseJobs', promise);
    expect(await shown('city', 'supportsEmployment jobsPromised')).toEqual({
      ...{ supportsEmployment: true, jobsPromised: 30 },
    });
  });

  it('has shops beside it that its union signs with, one contract with each at a time', async () => {
    const wanted = { type: 'PartnerShop', fields: 'id version status isRunning discountPercent' };
    const contract = (more: object = {}): object => ({
      ...{ name: '样例惠民超市', region: LUYANG, unionId: union.id, discountPercent: 8 },
      ...{ validFrom: '2017-01-03', validTo: '2017-12-31', ...desk.key(), ...more },
    });
    const people = { checker: 'FORBIDDEN', labour: UNKNOWN, neighbour: 'FORBIDDEN' };
    await refused(people, 'signPartnerShop', contract());
    const early = contract({ validFrom: '2017-01-02' });
    expect(await desk.act('maker', 'signPartnerShop', wanted, early)).toMatchObject({ rule: 'UNION_EXISTS' });
    const first = await desk.act('maker', 'signPartnerShop', wanted, contract());
    expect(first).toMatchObject({ status: 'SIGNED', isRunning: true, discountPercent: 8 });
    const again = contract({ discountPercent: 12, validFrom: '2017-01-21' });
    expect(await desk.act('city', 'signPartnerShop', wanted, again)).toMatchObject({ rule: 'ONE_CONTRACT_AT_A_TIME' });
    const end = step(first, { endedOn: '2017-01-20', reason: '提高折扣，重新签约' });
    await refused({ checker: 'FORBIDDEN', labour: UNKNOWN, neighbour: 'NOT_FOUND' }, 'endPartnerShop', end);
    expect(await desk.act('commerce', 'endPartnerShop', wanted, end)).toMatchObject({ status: 'ENDED' });
    shop = await desk.act('commerce', 'signPartnerShop', wanted, { ...again, ...desk.key() });
    expect(shop).toMatchObject({ status: 'SIGNED', isRunning: true, discountPercent: 12 });
    const slip = await desk.act('maker', 'signPartnerShop', wanted, contract({ name: '误录超市' }));
    const back = step(slip, { reason: '未签约' });
    expect(await desk.act('maker', 'correctPartnerShop', wanted, back)).toMatchObject({ status: 'TAKEN_BACK' });
    const query = `{ partnerShops(where: { unionId: { eq: "${union.id}" } }) { nodes { discountPercent isRunning region { code } } } }`;
    const { partnerShops } = await desk.ask<{ partnerShops: { nodes: object[] } }>('maker', query);
    expect(partnerShops.nodes).toHaveLength(2);
    expect(partnerShops.nodes).toEqual(
      expect.arrayContaining([
        { discountPercent: 8, isRunning: false, region: { code: LUYANG } },
        { discountPercent: 12, isRunning: true, region: { code: LUYANG } },
      ]),
    );
  });

  it('passes to the federation when its union is dissolved, and the shop with it', async () => {
    const end = step(union, { successorId: federation, dissolvedOn: '2017-01-22', reason: '合并' });
    await refused({ maker: 'FORBIDDEN', labour: UNKNOWN, otherCity: 'NOT_FOUND' }, 'dissolveUnion', end);
    await desk.act('city', 'dissolveUnion', 'TradeUnion', end);
    const query = `{ union(id: "${union.id}") { dissolvedOn successor { id } } }`;
    expect(await desk.ask('maker', query)).toEqual({
      union: { dissolvedOn: '2017-01-22', successor: { id: federation } },
    });
    expect(await shown('maker', 'union { id }')).toEqual({ union: { id: federation } });
    const passed = `{ partnerShop(id: "${shop.id}") { isRunning union { id } } }`;
    expect(await desk.ask('maker', passed)).toEqual({ partnerShop: { isRunning: true, union: { id: federation } } });
  });

  it('is struck off by a slip of the district, and comes back by a counter-entry of the city', async () => {
    const version = async (): Promise<ProgrammeOutcome> => ({ ...firm, ...(await shown('maker', 'version')) });
    const gone = step(await version(), { closedOn: '2017-01-22', reason: '误注销' });
    expect((await write('maker', 'deregisterEnterprise', gone)).__typename).toBe('Enterprise');
    expect(await shown('maker', 'status')).toEqual({ status: 'CLOSED' });
    const back = step(await version(), { reason: '同名企业误注销' });
    await refused({ maker: 'FORBIDDEN', labour: UNKNOWN, otherCity: 'NOT_FOUND' }, 'reinstateEnterprise', back);
    expect((await write('city', 'reinstateEnterprise', back)).__typename).toBe('Enterprise');
    expect(await shown('maker', 'status corrections { deregisteredOn reason }')).toEqual({
      ...{ status: 'NORMAL', corrections: [{ deregisteredOn: '2017-01-22', reason: '同名企业误注销' }] },
    });
  });

  it('keeps the tokens of the department out of the gateway, and the audit chain whole', async () => {
    for (const person of ['labour', 'reader', 'commerce'] as const)
      expect(await desk.refusalAtGateway(person)).toBe('FORBIDDEN');
    expect(await verifyAudit(graph.db.enterprises)).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
