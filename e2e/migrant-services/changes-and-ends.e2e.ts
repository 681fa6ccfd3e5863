import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import { INSURANCE_COLUMNS } from '../../apps/migrants/src/insurance-import/import-row';
import { STATION_COLUMNS } from '../../apps/migrants/src/station-import/import-row';
import { ListSender } from '../testkit/list-sender';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays, the district next door, and the city next door. */
const LUYANG = '340103';
const BAOHE = '340111';
const HEFEI = '340100';
const WUHU = '340200';

const at = (role: 'maker' | 'city' | 'province', region: string, subject: string) =>
  ({ role, region, subject }) as const;
const PEOPLE = {
  maker: at('maker', LUYANG, 'luyang-maker'),
  reviewer: at('maker', LUYANG, 'luyang-reviewer'),
  neighbour: at('maker', BAOHE, 'baohe-maker'),
  city: at('city', HEFEI, 'hefei-officer'),
  cityReviewer: at('city', HEFEI, 'hefei-reviewer'),
  cityOfWuhu: at('city', WUHU, 'wuhu-officer'),
  province: at('province', '340000', 'province-officer'),
} as const;
type Person = keyof typeof PEOPLE;

interface Coverage {
  readonly projects: number;
  readonly insured: number;
  readonly rate: number;
  readonly target: number | null;
  readonly gap: number | null;
  readonly missingProjects: number | null;
}

const BROKEN = '... on RuleBroken { field }';
const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' };

/** Targets that are set, what is changed and returned, and what ends or comes to nothing: officers through the gateway. */
describe('programmes for migrant workers that change and end', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let builder = '';

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    desk = new ProgrammeDesk(graph, 'migrants', PEOPLE);
    const sql = `select id from enterprise_projection where region_code like '3401%' and industry = 'CONSTRUCTION' order by id limit 1`;
    builder = (await rowOf<{ id: string }>(graph.db.migrants, sql)).id;
  });
  afterAll(() => graph.stop());

  const act = (person: Person, name: string, type: string, input: object, fields = ''): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type, fields: `id version ${fields}`, more: BROKEN }, input);
  const coverage = async (region: string, year: number): Promise<Coverage> => {
    const query = `{ insuranceCoverage(region: "${region}", year: ${String(year)}) { projects insured rate target gap missingProjects } }`;
    return (await desk.ask<{ insuranceCoverage: Coverage }>('province', query)).insuranceCoverage;
  };

  it('the insurance programme asks for 60, 80 and 100 % by stage, and says what each region lacks', async () => {
    const stages = await Promise.all([2015, 2016, 2017].map((year) => coverage(HEFEI, year)));
    expect(stages.map(({ target }) => target)).toEqual([0.6, 0.8, 1]);
    for (const { projects, insured, rate, target, gap, missingProjects } of stages) {
      expect(rate).toBeCloseTo(insured / projects, 3);
      expect(gap).toBeCloseTo(Math.max(0, (target ?? 0) - rate), 3);
      expect(missingProjects).toBe(Math.max(0, Math.ceil(projects * (target ?? 0) - 1e-9) - insured));
    }
  });

  it('the province sets the next stage, a city asks for more and never for less, and its districts are held to it', async () => {
    const target = (regionCode: string, sharePercent: number, year = 2018): object => ({
      ...{ regionCode, year, sharePercent, basis: '样例目标' },
    });
    const set = (person: Person, input: object): Promise<ProgrammeOutcome> =>
      desk.act(
        person,
        'setInsuranceTarget',
        { type: 'InsuranceTarget', fields: 'year sharePercent', more: BROKEN },
        input,
      );
    expect(await desk.refusal('maker', 'setInsuranceTarget', target(LUYANG, 95))).toBe('FORBIDDEN');
    expect(await desk.refusal('cityOfWuhu', 'setInsuranceTarget', target(HEFEI, 95))).toBe('FORBIDDEN');
    expect(await set('province', target('340000', 50, 2016))).toMatchObject({
      rule: 'TARGET_OF_THE_PAST',
      field: 'year',
    });
    expect(await set('province', target('340000', 90))).toMatchObject({ year: 2018, sharePercent: 90 });
    const low = await set('city', target(HEFEI, 89));
    expect(low).toMatchObject({ rule: 'TARGET_BELOW_WIDER', field: 'sharePercent' });
    await set('city', target(HEFEI, 95));
    const targets = [await coverage(LUYANG, 2018), await coverage(HEFEI, 2018), await coverage(WUHU, 2018)];
    expect(targets.map((each) => each.target)).toEqual([0.95, 0.95, 0.9]);
    expect((await coverage(LUYANG, 2017)).target).toBe(1);
  });

  it('a project that is over no longer counts among those in progress, and takes no insurance any more', async () => {
    const before = await coverage(LUYANG, 2017);
    const site = { name: '样例竣工工程', enterpriseId: builder, regionCode: LUYANG, startedOn: '2016-11-01' };
    const registered = await act('maker', 'registerProject', 'InsuranceProject', { ...site, ...desk.key() });
    const added = await coverage(LUYANG, 2017);
    expect(added).toMatchObject({ projects: before.projects + 1, insured: before.insured });
    expect(added.missingProjects).toBe((before.missingProjects ?? 0) + 1);
    expect(await desk.refusal('neighbour', 'closeProject', step(registered))).toBe('NOT_FOUND');
    const early = await act('maker', 'closeProject', 'InsuranceProject', step(registered, { closedOn: '2016-10-31' }));
    expect(early).toMatchObject({ rule: 'CLOSED_OUTSIDE_WORK', field: 'closedOn' });
    const closed = await act('maker', 'closeProject', 'InsuranceProject', step(registered, { closedOn: '2017-01-22' }));
    expect(await coverage(LUYANG, 2017)).toEqual(before);
    const late = step(closed, { workersCovered: 20, proofRef: 'GS-E2E-9' });
    expect(await act('maker', 'recordInsurance', 'InsuranceProject', late)).toMatchObject({ rule: 'PROJECT_CLOSED' });
  });

  it('a city lets less of the wages be advanced than the province, from the day that it says', async () => {
    const rule = { regionCode: HEFEI, sharePercent: 50, basis: '样例规定' };
    expect(await desk.refusal('maker', 'setAdvanceRule', { ...rule, ...desk.key() })).toBe('FORBIDDEN');
    expect(await desk.refusal('cityOfWuhu', 'setAdvanceRule', { ...rule, ...desk.key() })).toBe('FORBIDDEN');
    const past = { ...rule, validFrom: '2017-01-22', ...desk.key() };
    const set = (input: object): Promise<ProgrammeOutcome> =>
      desk.act('city', 'setAdvanceRule', { type: 'AdvanceRule', fields: 'id sharePercent', more: BROKEN }, input);
    expect(await set(past)).toMatchObject({ rule: 'RULE_IN_THE_PAST', field: 'validFrom' });
    const sent = { ...rule, ...desk.key() };
    expect(await set(sent)).toEqual(await set(sent));
    const report = { enterpriseId: builder, regionCode: LUYANG, workers: 3, owed: '9000.00', ...desk.key() };
    const reported = await act('maker', 'reportWageCase', 'WageCase', report);
    const verified = await act('reviewer', 'verifyWageCase', 'WageCase', step(reported));
    const advance = { wageCaseId: verified.id, reason: '样例原因', ...desk.key() };
    const requested = await act('maker', 'requestAdvance', 'AdvanceRequest', advance, 'amount sharePercent');
    expect(requested).toMatchObject({ amount: '4500.00', sharePercent: 50 });
  });

  it('an unfounded report of wages is closed with the reason, and no case is closed while wages are owed', async () => {
    const report = { enterpriseId: builder, regionCode: LUYANG, workers: 1, owed: '800.00' };
    const unfounded = await act('maker', 'reportWageCase', 'WageCase', { ...report, ...desk.key() });
    const end = (reported: ProgrammeOutcome): object => step(reported, { reason: '核查无欠薪' });
    expect(await desk.refusal('neighbour', 'closeWageCase', end(unfounded))).toBe('NOT_FOUND');
    const closed = await act('maker', 'closeWageCase', 'WageCase', end(unfounded), 'state closedReason settledOn');
    expect(closed).toMatchObject({ state: 'CLOSED', closedReason: '核查无欠薪', settledOn: '2017-01-23' });
    const founded = await act('maker', 'reportWageCase', 'WageCase', { ...report, ...desk.key() });
    const verified = await act('reviewer', 'verifyWageCase', 'WageCase', step(founded));
    expect(await act('maker', 'closeWageCase', 'WageCase', end(verified))).toMatchObject({ rule: 'TRANSITION' });
    const legal = step(verified, { reason: '企业拒不支付' });
    const handed = await act('maker', 'sendWageCaseToLegal', 'WageCase', legal, 'state legalReason');
    expect(handed).toMatchObject({ state: 'TO_LEGAL', legalReason: '企业拒不支付' });
    expect(await act('maker', 'closeWageCase', 'WageCase', end(handed), 'state')).toMatchObject({ state: 'CLOSED' });
  });

  it('what was reported as put right and isn’t goes back with the reason and another day', async () => {
    const trip = { kind: 'INJURY_INSURANCE', title: '样例专项督查', regionCode: LUYANG };
    const days = { startsOn: '2017-01-20', endsOn: '2017-01-26' };
    const planned = await act('city', 'planInspection', 'Inspection', { ...trip, ...days, ...desk.key() });
    const open = await act('city', 'openInspection', 'Inspection', step(planned));
    const seen = { inspectionId: open.id, enterpriseId: builder, summary: '样例工地未参保', ...desk.key() };
    const finding = await act('city', 'addFinding', 'Finding', seen);
    const ordered = await act('city', 'orderRectification', 'Finding', step(finding, { deadline: '2017-01-25' }));
    const reported = await act('city', 'reportRectified', 'Finding', step(ordered));
    const back = step(reported, { reason: '证明无效', deadline: '2017-02-10' });
    expect(await desk.refusal('maker', 'returnRectified', back)).toBe('FORBIDDEN');
    expect(await desk.refusal('cityOfWuhu', 'returnRectified', back)).toBe('NOT_FOUND');
    expect(await act('city', 'returnRectified', 'Finding', back)).toMatchObject({ rule: 'FOUR_EYES' });
    const fields = 'state returnedReason deadlineOn';
    expect(await act('cityReviewer', 'returnRectified', 'Finding', back, fields)).toMatchObject({
      ...{ state: 'ORDERED', returnedReason: '证明无效', deadlineOn: '2017-02-10' },
    });
  });

  it('a station is put right where it stands: what it lacks and its score follow at once', async () => {
    const about = { code: 'AH-LY-E2E-C', kind: 'HAPPY_STATION', name: '样例驿站', buildMode: 'UNION_BUILT' };
    const place = { point: { longitude: 117.2655, latitude: 31.8789 }, address: '样例路9号', regionCode: LUYANG };
    const station = (name: string, input: object): Promise<ProgrammeOutcome> =>
      act('maker', name, 'ServiceStation', input, 'state score name');
    const registered = await station('registerStation', { ...about, ...place, ...desk.key() });
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '07:00', closesAt: '20:00' }));
    const first = {
      amenities: ['WATER_DISPENSER', 'BOOK_BAR'],
      services: ['HOT_WATER'],
      hours,
      responsibleName: '安禾',
    };
    const open = await station('openStation', step(await station('equipStation', step(registered, first))));
    const more = step(open, {
      name: '样例暖心驿站',
      amenities: [...first.amenities, 'MICROWAVE', 'TOILET', 'HEATING'],
    });
    expect(await desk.refusal('neighbour', 'changeStation', more)).toBe('NOT_FOUND');
    const changed = (await station('changeStation', more)) as ProgrammeOutcome & { readonly score: number };
    expect(changed).toMatchObject({ state: 'OPEN', name: '样例暖心驿站' });
    expect(changed.score).toBeGreaterThan((open as ProgrammeOutcome & { readonly score: number }).score);
    const bare = step(changed, { amenities: ['MICROWAVE'] });
    expect(await station('changeStation', bare)).toMatchObject({ rule: 'STATION_INCOMPLETE' });
  });

  it('journeys and checks that come to nothing are given up with the reason, and count nowhere', async () => {
    const query = `{ region(code: "${LUYANG}") { migrant(year: 2017) { healthChecks returns { services served } } } }`;
    const before = await desk.ask('maker', query);
    const bus = { kind: 'CHARTER_BUS', title: '样例返乡专车', regionCode: LUYANG, servedOn: '2017-01-24', seats: 2 };
    const planned = await act('maker', 'planReturn', 'ReturnService', { ...bus, ...WINDOW, ...desk.key() });
    const open = await act('maker', 'openReturn', 'ReturnService', step(planned));
    const reason = { reason: '天气原因停运' };
    expect(await desk.refusal('neighbour', 'cancelReturn', step(open, reason))).toBe('NOT_FOUND');
    const cancelled = await act('maker', 'cancelReturn', 'ReturnService', step(open, reason), 'status places { held }');
    expect(cancelled).toMatchObject({ status: 'CANCELLED', places: { held: 0 } });
    const check = { title: '样例体检', regionCode: LUYANG, occupation: 'SANITATION', checkedOn: '2017-01-25' };
    const batch = await act('maker', 'planHealthCheckBatch', 'HealthCheckBatch', { ...check, ...desk.key() });
    expect(await desk.refusal('neighbour', 'cancelHealthCheckBatch', step(batch, reason))).toBe('NOT_FOUND');
    const dropped = await act('maker', 'cancelHealthCheckBatch', 'HealthCheckBatch', step(batch, reason), 'status');
    expect(dropped).toMatchObject({ status: 'CANCELLED' });
    expect(await desk.ask('maker', query)).toEqual(before);
  });

  it.each([
    ['StationImport', STATION_COLUMNS, 'stationsImported'],
    ['InsuranceProjectImport', INSURANCE_COLUMNS, 'projectsImported'],
  ] as const)('a list that was begun and is not wanted is given up: %s', async (type, columns, imported) => {
    const sender = new ListSender(desk, { type, columns, imported });
    const target = { region: LUYANG };
    const announced = sender.announcement(sender.file([]), target);
    const { id } = await desk.act('city', `start${type}`, { type, fields: 'id' }, announced);
    expect(await desk.refusal('neighbour', `cancel${type}`, { id })).toBe('NOT_FOUND');
    const given = await desk.act('city', `cancel${type}`, { type, fields: 'id state' }, { id });
    expect(given).toMatchObject({ id, state: 'REFUSED' });
    const late = { type, fields: `id state ${imported}` };
    expect(await desk.act('city', `finish${type}`, late, { id })).toMatchObject({ state: 'REFUSED', [imported]: 0 });
  });

  it('leaves an audit chain that holds, and rollups that are what the rows say', async () => {
    expect(await verifyAudit(graph.db.migrants)).toMatchObject({ breaks: [] });
    expect(await rollupDrift(graph.db.migrants)).toEqual([]);
  });
});
