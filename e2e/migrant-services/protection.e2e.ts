import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { inexactFigures } from '../testkit/exact-figures';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays. */
const LUYANG = '340103';
const HEFEI = '340100';

const at = (role: 'maker' | 'city', region: string, subject: string) => ({ role, region, subject }) as const;
const labour = (subject: string) =>
  ({
    role: 'partner',
    region: HEFEI,
    subject,
    department: '人社',
    contract: 'human-resources',
    subgraph: 'migrants',
    scopes: ['wageCase:write', 'insurance:write'],
  }) as const;
const PEOPLE = {
  maker: at('maker', LUYANG, 'luyang-maker'),
  city: at('city', HEFEI, 'hefei-officer'),
  labour: labour('labour-1'),
  labourSecond: labour('labour-2'),
} as const;
type Person = keyof typeof PEOPLE;

interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
}

const REFUSALS = '... on RuleBroken { rule } ... on TransitionRefused { rule } ... on VersionConflict { rule }';
let serial = 0;
const key = (): { idempotencyKey: string } => ({ idempotencyKey: `protection-${String((serial += 1))}` });

/** Wages, insurance and shelter of migrant workers: officers through the gateway, the department of labour through its subgraph alone. */
describe('the protection of migrant workers', () => {
  let graph: SampleSupergraph;
  let builder = '';
  let inspection: Outcome;
  let wageCase: Outcome;
  let openBefore = 0;

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    const [row] = await graph.db.migrants.query<{ id: string }[]>(
      `select id from enterprise_projection where region_code like '3401%' and industry = 'CONSTRUCTION' order by id limit 1`,
    );
    builder = row?.id ?? '';
    openBefore = await openCases();
  });
  afterAll(() => graph.stop());

  const document = (
    name: string,
    type: string,
  ): string => `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
    outcome: ${name}(input: $input) { __typename ... on ${type} { id version } ${REFUSALS} } }`;
  /** To the subgraph itself, as a department that knows nothing of the gateway. */
  const direct = async <Data>(person: Person, query: string, variables: object = {}): Promise<Answer<Data>> => {
    const response = await fetch(`${graph.subgraphs.migrants.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await graph.tokens.issue(PEOPLE[person])}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  };
  const act = async (person: Person, name: string, type: string, input: object): Promise<Outcome> => {
    const send = person.startsWith('labour') ? direct<{ outcome: Outcome }> : undefined;
    const query = document(name, type);
    const { data, errors } = send
      ? await send(person, query, { input })
      : await graph.ask<{ outcome: Outcome }>(query, { input }, PEOPLE[person]);
    expect(errors).toBeUndefined();
    return data.outcome;
  };
  const step = ({ id, version }: Outcome): object => ({ id, expectedVersion: version });
  const ask = async <Data>(query: string, person: Person = 'city'): Promise<Data> => {
    const { data, errors } = await graph.ask<Data>(query, {}, PEOPLE[person]);
    expect(errors).toBeUndefined();
    return data;
  };
  const openCases = async (): Promise<number> => {
    const { data, errors } = await graph.askQuestion<{ wageCases: { totalCount: number } }>('q09-wage-cases');
    expect(errors).toBeUndefined();
    return data.wageCases.totalCount;
  };
  interface Board {
    readonly migrant: {
      readonly stations: number;
      readonly wages: { readonly owed: string; readonly recovered: string };
    };
  }
  const board = async (): Promise<Board['migrant']> => {
    const query = `{ regions(under: "${LUYANG}") { code migrant(year: 2017) { stations wages { owed recovered } } } }`;
    const { regions } = await ask<{ regions: readonly (Board & { readonly code: string })[] }>(query);
    return regions.find(({ code }) => code === LUYANG)?.migrant as Board['migrant'];
  };

  it('finds wages owed: the city inspects, the department reports through its own subgraph, another person verifies', async () => {
    const trip = {
      kind: 'WAGE_ARREARS',
      title: '工资清欠专项督查',
      regionCode: HEFEI,
      startsOn: '2017-01-20',
      endsOn: '2017-01-25',
    };
    const planned = await act('city', 'planInspection', 'Inspection', { ...trip, ...key() });
    inspection = await act('city', 'openInspection', 'Inspection', step(planned));
    const report = { enterpriseId: builder, regionCode: LUYANG, workers: 12, owed: '96000.00' };
    const reported = await act('labour', 'reportWageCase', 'WageCase', { ...report, ...key() });
    expect(await act('labour', 'verifyWageCase', 'WageCase', step(reported))).toMatchObject({ rule: 'FOUR_EYES' });
    const verified = await act('labourSecond', 'verifyWageCase', 'WageCase', { ...step(reported), owed: '90000.00' });
    const link = { inspectionId: inspection.id, wageCaseId: verified.id, expectedVersion: verified.version };
    wageCase = await act('city', 'linkWageCase', 'WageCase', link);
    const found = { inspectionId: inspection.id, enterpriseId: builder, summary: '拖欠12名农民工工资', ...key() };
    const finding = await act('city', 'addFinding', 'Finding', found);
    await act('city', 'orderRectification', 'Finding', { ...step(finding), deadline: '2017-01-27' });
    await act('city', 'closeInspection', 'Inspection', step(inspection));
  });

  it('shows the case in the question about open cases, and in the page that the other subgraphs fill', async () => {
    expect(await openCases()).toBe(openBefore + 1);
    const query = `{ inspection(id: "${inspection.id}") { state wageCases { caseNo enterprise { name wageRisk { level } } } findings { state deadlineOn } } }`;
    const { inspection: shown } = await ask<{ inspection: object }>(query);
    expect(shown).toMatchObject({
      state: 'CLOSED',
      wageCases: [
        { caseNo: expect.stringMatching(/^QX2017-340103-/) as unknown, enterprise: { wageRisk: { level: 'HIGH' } } },
      ],
      findings: [{ state: 'ORDERED', deadlineOn: '2017-01-27' }],
    });
  });

  it('advances what cannot wait and follows the payments to the last yuan, and the board of the district with them', async () => {
    const before = await board();
    const advance = { wageCaseId: wageCase.id, reason: '工人急需返乡', ...key() };
    expect(await act('maker', 'requestAdvance', 'AdvanceRequest', advance)).toMatchObject({
      __typename: 'AdvanceRequest',
    });
    const ordered = await act('maker', 'orderPayment', 'WageCase', step(wageCase));
    const payment = { wageCaseId: ordered.id, amount: '60000.00' };
    await act('maker', 'recordWagePayment', 'WageCase', { ...payment, ...key() });
    const tooMuch = await act('labour', 'recordWagePayment', 'WageCase', { ...payment, ...key() });
    expect(tooMuch).toMatchObject({ rule: 'RECOVERED_WITHIN_OWED' });
    await act('labour', 'recordWagePayment', 'WageCase', {
      ...payment,
      amount: '30000.00',
      source: 'WAGE_DEPOSIT',
      ...key(),
    });
    const after = await board();
    expect(Number(after.wages.recovered) - Number(before.wages.recovered)).toBe(90_000);
    expect(after.wages.owed).toBe(before.wages.owed);
    expect(await openCases()).toBe(openBefore);
  });

  it('insures a project through the subgraph alone, which the coverage of the district counts', async () => {
    const coverage = async (): Promise<{ projects: number; insured: number }> =>
      (
        await ask<{ insuranceCoverage: { projects: number; insured: number } }>(
          `{ insuranceCoverage(region: "${LUYANG}", year: 2017) { projects insured target } }`,
        )
      ).insuranceCoverage;
    const before = await coverage();
    expect(before).toMatchObject({ target: 1 });
    const project = { name: '样例工程', enterpriseId: builder, regionCode: LUYANG, startedOn: '2016-11-01' };
    const registered = await act('labour', 'registerProject', 'InsuranceProject', { ...project, ...key() });
    const proof = { ...step(registered), workersCovered: 30, proofRef: 'GS-2017-1' };
    await act('labour', 'recordInsurance', 'InsuranceProject', proof);
    expect(await coverage()).toMatchObject({ projects: before.projects + 1, insured: before.insured + 1 });
  });

  it('opens a station, which is counted and found from where a worker stands', async () => {
    const before = await board();
    const place = { point: { longitude: 117.2655, latitude: 31.8789 }, address: '样例路1号', regionCode: LUYANG };
    const station = { code: 'AH-LY-0001', kind: 'HAPPY_STATION', name: '庐阳幸福驿站', buildMode: 'UNION_BUILT' };
    const registered = await act('maker', 'registerStation', 'ServiceStation', { ...station, ...place, ...key() });
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '07:00', closesAt: '20:00' }));
    const bare = { amenities: ['WATER_DISPENSER'], services: ['HOT_WATER'], hours, responsibleName: '安禾' };
    const equipped = await act('maker', 'equipStation', 'ServiceStation', { ...step(registered), ...bare });
    expect(await act('maker', 'openStation', 'ServiceStation', step(equipped))).toMatchObject({
      rule: 'STATION_INCOMPLETE',
    });
    const full = { ...bare, amenities: ['WATER_DISPENSER', 'BOOK_BAR', 'TOILET'] };
    const ready = await act('maker', 'equipStation', 'ServiceStation', { ...step(equipped), ...full });
    await act('maker', 'openStation', 'ServiceStation', step(ready));
    const visits = [{ hour: 12, occupation: 'SANITATION', visits: 25 }];
    await act('maker', 'recordStationUse', 'ServiceStation', { stationId: ready.id, usedOn: '2017-01-23', visits });
    expect((await board()).stations).toBe(before.stations + 1);
    const query = `{ nearestStations(longitude: 117.266, latitude: 31.879, first: 1, openAt: "2017-01-23T12:00:00+08:00") {
      distance station { code openNow visits(month: "2017-01") { value } } } }`;
    const { nearestStations } = await ask<{ nearestStations: readonly { readonly distance: number }[] }>(query);
    expect(nearestStations).toMatchObject([{ station: { code: 'AH-LY-0001', visits: { value: 25 } } }]);
    expect(nearestStations[0]?.distance).toBeLessThan(60);
  });

  it('keeps a token for one subgraph out of the gateway and out of the others', async () => {
    const query = '{ __typename }';
    const gateway = await graph.ask(query, {}, PEOPLE.labour);
    expect(gateway.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const elsewhere = await fetch(`${graph.subgraphs.workers.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await graph.tokens.issue(PEOPLE.labour)}`,
      },
      body: JSON.stringify({ query }),
    });
    expect(elsewhere.status).toBe(401);
    const { errors } = await direct('labour', '{ stations { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  it('leaves an audit chain that holds', async () => {
    expect(await verifyAudit(graph.db.migrants)).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
