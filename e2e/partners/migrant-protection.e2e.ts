import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import { employerOf, expectShut, HEFEI, LUYANG, unboundOf, WUHU } from './departments';

const of = unboundOf('migrants');
const PEOPLE = {
  /** Housing and construction (住建): no proof of insurance, no building permit; one reports, another checks. */
  housing: of('住建', 'housing-1', ['inspection:write', 'insurance:write', 'insurance:read']),
  housingSecond: of('住建', 'housing-2', ['inspection:write', 'inspection:read']),
  housingReader: of('住建', 'housing-reader', ['inspection:read', 'insurance:read']),
  housingOfWuhu: of('住建', 'housing-wuhu', ['inspection:write', 'insurance:write'], WUHU),
  /** Human resources (人社), which takes the wages up that an inspection finds owed. */
  labour: of('人社', 'labour-1', ['wageCase:write', 'inspection:write']),
  labourSecond: of('人社', 'labour-2', ['wageCase:write']),
  /** The same department under its contract, which shows wages, advances and their state, and nobody. */
  labourOfContract: {
    ...of('人社', 'labour-3', ['wageCase:read', 'wageCase:write']),
    contract: 'human-resources',
  },
  /** Civil affairs (民政), which runs stations of its own. */
  civil: of('民政', 'civil-1', ['station:write']),
  civilReader: of('民政', 'civil-reader', ['station:read']),
  civilOfWuhu: of('民政', 'civil-wuhu', ['station:write'], WUHU),
} as const;
type Person = keyof typeof PEOPLE;

const TRIP = { title: '样例专项督查', regionCode: LUYANG, startsOn: '2017-01-20', endsOn: '2017-01-26' };

/** Inspections, insurance, wages and shelter as partner departments run them: through the migrants subgraph alone, each with its own token. */
describe('departments that protect migrant workers, at their subgraph alone', () => {
  let system: SampleSubgraph;
  let desk: ProgrammeDesk<Person>;
  let builder = '';

  beforeAll(async () => {
    system = await startSampleSubgraph('migrants');
    desk = new ProgrammeDesk(system, 'migrants', PEOPLE);
    builder = await employerOf(system, `industry = 'CONSTRUCTION'`);
  });
  afterAll(() => system.stop());

  const act = (person: Person, name: string, type: string, input: object, fields = ''): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type, fields: `id version ${fields}` }, input);

  it('housing inspects a site: what it finds is ordered, put right, and checked by a colleague', async () => {
    const plan = { kind: 'INJURY_INSURANCE', ...TRIP, partners: ['人社'], ...desk.key() };
    expect(await desk.refusals(['housingReader', 'civil', 'housingOfWuhu'], 'planInspection', plan)).toEqual({
      ...{ housingReader: 'FORBIDDEN', civil: 'FORBIDDEN', housingOfWuhu: 'FORBIDDEN' },
    });
    const planned = await act('housing', 'planInspection', 'Inspection', plan);
    expect(await desk.refusal('housingOfWuhu', 'openInspection', step(planned))).toBe('NOT_FOUND');
    const trip = await act('housing', 'openInspection', 'Inspection', step(planned));
    const seen = { inspectionId: trip.id, enterpriseId: builder, summary: '样例工地未参保', ...desk.key() };
    const finding = await act('housing', 'addFinding', 'Finding', seen);
    expect(await act('housing', 'closeInspection', 'Inspection', step(trip))).toMatchObject({
      rule: 'FINDINGS_WITHOUT_ORDER',
    });
    const order = step(finding, { deadline: '2017-02-20' });
    expect(await desk.refusals(['housingReader', 'housingOfWuhu'], 'orderRectification', order)).toEqual({
      ...{ housingReader: 'FORBIDDEN', housingOfWuhu: 'NOT_FOUND' },
    });
    const ordered = await act('housing', 'orderRectification', 'Finding', order);
    const rectified = await act('housing', 'reportRectified', 'Finding', step(ordered));
    expect(await act('housing', 'checkRectified', 'Finding', step(rectified))).toMatchObject({ rule: 'FOUR_EYES' });
    const checked = await act('housingSecond', 'checkRectified', 'Finding', step(rectified), 'state');
    expect(checked).toMatchObject({ state: 'CHECKED' });
    await act('housing', 'closeInspection', 'Inspection', step(trip));
    const query = `{ inspection(id: "${trip.id}") { state findings { state summary } } }`;
    expect(await desk.ask('housingReader', query)).toEqual({
      inspection: { state: 'CLOSED', findings: [{ state: 'CHECKED', summary: '样例工地未参保' }] },
    });
    expect(await desk.refusalOf('housing', query)).toBe('FORBIDDEN');
  });

  it('it registers a project and its proof of insurance, which the coverage counts at once', async () => {
    const coverage = async (): Promise<{ readonly projects: number; readonly insured: number }> => {
      const query = `{ insuranceCoverage(region: "${LUYANG}", year: 2017) { projects insured } }`;
      type Coverage = { insuranceCoverage: { projects: number; insured: number } };
      return (await desk.ask<Coverage>('housingReader', query)).insuranceCoverage;
    };
    const before = await coverage();
    const site = {
      name: '样例安置房',
      enterpriseId: builder,
      regionCode: LUYANG,
      startedOn: '2016-12-01',
      ...desk.key(),
    };
    expect(await desk.refusals(['housingReader', 'labour', 'housingOfWuhu'], 'registerProject', site)).toEqual({
      ...{ housingReader: 'FORBIDDEN', labour: 'FORBIDDEN', housingOfWuhu: 'FORBIDDEN' },
    });
    const registered = await act('housing', 'registerProject', 'InsuranceProject', site);
    const proof = step(registered, { workersCovered: 45, proofRef: 'GS-P-1' });
    expect(await desk.refusal('housingOfWuhu', 'recordInsurance', proof)).toBe('NOT_FOUND');
    const insured = await act('housing', 'recordInsurance', 'InsuranceProject', proof, 'insured');
    expect(insured).toMatchObject({ insured: true });
    expect(await coverage()).toEqual({ projects: before.projects + 1, insured: before.insured + 1 });
  });

  it('human resources finds wages owed on its own inspection, and another of its people verifies them', async () => {
    const wages = { kind: 'WAGE_ARREARS', ...TRIP, ...desk.key() };
    const trip = await act(
      'labour',
      'openInspection',
      'Inspection',
      step(await act('labour', 'planInspection', 'Inspection', wages)),
    );
    const report = { enterpriseId: builder, regionCode: LUYANG, workers: 9, owed: '54000.00', ...desk.key() };
    expect(await desk.refusals(['housing', 'civil'], 'reportWageCase', report)).toEqual({
      ...{ housing: 'FORBIDDEN', civil: 'FORBIDDEN' },
    });
    const reported = await act('labour', 'reportWageCase', 'WageCase', { ...report, inspectionId: trip.id });
    expect(await act('labour', 'verifyWageCase', 'WageCase', step(reported))).toMatchObject({ rule: 'FOUR_EYES' });
    const verified = await act('labourSecond', 'verifyWageCase', 'WageCase', step(reported));
    const ordered = await act('labour', 'orderPayment', 'WageCase', step(verified), 'deadline');
    expect(ordered).toMatchObject({ deadline: '2017-01-27' });
    const paid = { wageCaseId: ordered.id, amount: '54000.01', ...desk.key() };
    expect(await act('labour', 'recordWagePayment', 'WageCase', paid)).toMatchObject({ rule: 'RECOVERED_WITHIN_OWED' });
    expect(await desk.refusalOf('labour', '{ wageCases { totalCount } }')).toBe('FORBIDDEN');
  });

  it('it asks for wages to be advanced under its contract, and sees how far that is and no person', async () => {
    const report = { enterpriseId: builder, regionCode: LUYANG, workers: 2, owed: '6000.00', ...desk.key() };
    const reported = await act('labour', 'reportWageCase', 'WageCase', report);
    const verified = await act('labourSecond', 'verifyWageCase', 'WageCase', step(reported));
    const advance = { wageCaseId: verified.id, reason: '工人急需返乡', ...desk.key() };
    expect(await desk.refusals(['housing', 'civil'], 'requestAdvance', advance)).toEqual({
      ...{ housing: 'FORBIDDEN', civil: 'FORBIDDEN' },
    });
    const wanted = 'amount sharePercent state paid';
    const requested = await act('labourOfContract', 'requestAdvance', 'AdvanceRequest', advance, wanted);
    expect(requested).toMatchObject({ amount: '4200.00', sharePercent: 70, state: 'OPEN', paid: null });
    expect(await act('labourOfContract', 'requestAdvance', 'AdvanceRequest', advance, wanted)).toEqual(requested);
    const open = `advanceRequests(where: { wageCaseId: { eq: "${verified.id}" }, state: { eq: OPEN } })`;
    expect(await desk.ask('labourOfContract', `{ ${open} { nodes { id paidOn workers { value } } } }`)).toEqual({
      advanceRequests: { nodes: [{ id: requested.id, paidOn: null, workers: { value: 2 } }] },
    });
    for (const person of ['enterprise { id }', 'wageCase { enterprise { id } }'])
      expect(await desk.refusalOf('labourOfContract', `{ advanceRequests { nodes { ${person} } } }`)).toBe(
        'GRAPHQL_VALIDATION_FAILED',
      );
    expect(await desk.refusalOf('labourOfContract', '{ travelSubsidyRequests { totalCount } }')).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    const legal = step(verified, { reason: '企业拒不支付' });
    expect(await act('labourOfContract', 'sendWageCaseToLegal', 'WageCase', legal, 'state')).toMatchObject({
      state: 'TO_LEGAL',
    });
  });

  it('civil affairs opens a station once nothing is missing, counts its use, shuts it for a time and opens it again', async () => {
    const place = { point: { longitude: 117.2655, latitude: 31.8789 }, address: '样例路2号', regionCode: LUYANG };
    const about = { code: 'AH-LY-P001', kind: 'HAPPY_STATION', name: '样例民政驿站', buildMode: 'UNION_BUILT' };
    const registration = { ...about, ...place, ...desk.key() };
    expect(await desk.refusals(['civilReader', 'housing', 'civilOfWuhu'], 'registerStation', registration)).toEqual({
      ...{ civilReader: 'FORBIDDEN', housing: 'FORBIDDEN', civilOfWuhu: 'FORBIDDEN' },
    });
    const station = (name: string, input: object): Promise<ProgrammeOutcome> =>
      act('civil', name, 'ServiceStation', input, 'state');
    const registered = await station('registerStation', registration);
    expect(await station('registerStation', { ...registration, ...desk.key() })).toMatchObject({
      rule: 'STATION_CODE_TAKEN',
    });
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '07:00', closesAt: '20:00' }));
    const bare = { amenities: ['WATER_DISPENSER'], services: ['HOT_WATER'], hours, responsibleName: '安禾' };
    const equipped = await station('equipStation', step(registered, bare));
    expect(await station('openStation', step(equipped))).toMatchObject({ rule: 'STATION_INCOMPLETE' });
    const full = { ...bare, amenities: ['WATER_DISPENSER', 'BOOK_BAR'] };
    const ready = await station('equipStation', step(equipped, full));
    expect(await desk.refusals(['civilReader', 'civilOfWuhu'], 'openStation', step(ready))).toEqual({
      ...{ civilReader: 'FORBIDDEN', civilOfWuhu: 'NOT_FOUND' },
    });
    const open = await station('openStation', step(ready));
    const visits = [{ hour: 12, occupation: 'SANITATION', visits: 14 }];
    const used = await station('recordStationUse', { stationId: open.id, usedOn: '2017-01-23', visits });
    const paused = await station('pauseStation', step(used, { reason: '检修' }));
    expect(paused).toMatchObject({ state: 'PAUSED' });
    expect(await station('openStation', step(paused))).toMatchObject({ state: 'OPEN' });
    const query = `{ stationByCode(code: "AH-LY-P001") { state visits(month: "2017-01") { value } } }`;
    expect(await desk.ask('civilReader', query)).toEqual({
      stationByCode: { state: 'OPEN', visits: { value: 14 } },
    });
    expect(await desk.refusalOf('civil', query)).toBe('FORBIDDEN');
  });

  it('what comes to nothing is cancelled with the reason by who planned it, and by nobody of the city next door', async () => {
    const wages = { kind: 'WAGE_ARREARS', ...TRIP, ...desk.key() };
    const trip = await act('labour', 'planInspection', 'Inspection', wages);
    const reason = { reason: '另行安排' };
    const others = ['housingReader', 'civil', 'housingOfWuhu'] as const;
    expect(await desk.refusals(others, 'cancelInspection', step(trip, reason))).toEqual({
      ...{ housingReader: 'FORBIDDEN', civil: 'FORBIDDEN', housingOfWuhu: 'NOT_FOUND' },
    });
    const cancelled = await act('labour', 'cancelInspection', 'Inspection', step(trip, reason), 'state');
    expect(cancelled).toMatchObject({ state: 'CANCELLED' });
    const about = { code: 'AH-LY-P002', kind: 'HAPPY_STATION', name: '样例未建驿站', buildMode: 'UNION_BUILT' };
    const place = { address: '样例路3号', regionCode: LUYANG, ...desk.key() };
    const planned = await act('civil', 'registerStation', 'ServiceStation', { ...about, ...place });
    expect(await desk.refusal('civilOfWuhu', 'cancelStation', step(planned, reason))).toBe('NOT_FOUND');
    const given = await act('civil', 'cancelStation', 'ServiceStation', step(planned, reason), 'state');
    expect(given).toMatchObject({ state: 'CANCELLED' });
  });

  it('sees no board and no person: neither figures of a region nor the feed come with a right to write', async () => {
    const queries = ['{ changes { changes { id } } }', '{ honours { totalCount } }', '{ placeClaims { totalCount } }'];
    for (const query of queries)
      for (const person of ['housing', 'labour', 'civil'] as const)
        expect([person, query, await desk.refusalOf(person, query)]).toEqual([person, query, 'FORBIDDEN']);
    const board = `{ region(code: "${HEFEI}") { migrant(year: 2017) { stations } } }`;
    const { data, errors } = await desk.send<object>('civil', board);
    expect(data).toEqual({ region: { migrant: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.housing, subgraph: 'enterprises' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
