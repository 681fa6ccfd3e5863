import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { feedOf, type FeedFacts } from '../testkit/feed-pages';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { employerOf, expectShut, HEFEI, LUYANG, partnerOf, WUHU } from './departments';

const of = partnerOf('migrants');
const [HOUSING, LABOUR, CIVIL] = ['housing', 'human-resources', 'civil-affairs'] as const;
const PEOPLE = {
  /** Housing and construction (住建): no proof of insurance, no building permit; one reports, another checks. */
  housing: of('住建', HOUSING, 'housing-1', ['inspection:write', 'insurance:write', 'insurance:read']),
  housingSecond: of('住建', HOUSING, 'housing-2', ['inspection:write', 'inspection:read']),
  housingReader: of('住建', HOUSING, 'housing-reader', ['inspection:read', 'insurance:read', 'changes:read']),
  housingOfWuhu: of('住建', HOUSING, 'housing-wuhu', ['inspection:write', 'insurance:write', 'changes:read'], WUHU),
  /** Human resources (人社), which takes the wages up that an inspection finds owed. */
  labour: of('人社', LABOUR, 'labour-1', ['wageCase:write', 'inspection:write']),
  labourSecond: of('人社', LABOUR, 'labour-2', ['wageCase:write']),
  /** Its program that asks for advances and follows them. */
  labourOfAdvances: of('人社', LABOUR, 'labour-3', ['wageCase:read', 'wageCase:write', 'changes:read']),
  /** Its program that runs the injury insurance of projects. */
  labourOfInsurance: of('人社', LABOUR, 'labour-4', ['insurance:read', 'insurance:write']),
  labourOfWuhu: of('人社', LABOUR, 'labour-wuhu', ['wageCase:write', 'insurance:write', 'changes:read'], WUHU),
  /** Civil affairs (民政), which runs stations of its own. */
  civil: of('民政', CIVIL, 'civil-1', ['station:write']),
  civilReader: of('民政', CIVIL, 'civil-reader', ['station:read', 'changes:read']),
  civilOfWuhu: of('民政', CIVIL, 'civil-wuhu', ['station:write', 'changes:read'], WUHU),
} as const;
type Person = keyof typeof PEOPLE;

/** What a document of another department's contract is answered with, as one that names what doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

const TRIP = { title: '样例专项督查', regionCode: LUYANG, startsOn: '2017-01-20', endsOn: '2017-01-26' };

/** Inspections, insurance, wages and shelter as programs of departments run them in production: each under its contract and at this subgraph alone. */
describe('departments that protect migrant workers, at their subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let builder = '';

  beforeAll(async () => {
    system = await startPartnerSubgraph('migrants');
    desk = new ProgrammeDesk(system, 'migrants', PEOPLE);
    builder = await employerOf(system, `industry = 'CONSTRUCTION'`);
  });
  afterAll(() => system.stop());

  const act = (person: Person, name: string, type: string, input: object, fields = ''): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type, fields: `id version ${fields}` }, input);

  it('housing inspects a site: what it finds is ordered, put right, and checked by a colleague', async () => {
    const plan = { kind: 'INJURY_INSURANCE', ...TRIP, partners: ['人社'], ...desk.key() };
    expect(await desk.refusals(['housingReader', 'civil', 'housingOfWuhu'], 'planInspection', plan)).toEqual({
      ...{ housingReader: 'FORBIDDEN', civil: UNKNOWN, housingOfWuhu: 'FORBIDDEN' },
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

  it('human resources insures projects too: it registers, records the proof, closes, and counts how many are covered', async () => {
    const coverage = async (): Promise<{ readonly insured: number; readonly workersCovered: number }> => {
      const asked = `{ insuranceCoverage(region: "${LUYANG}", year: 2017) { insured workersCovered target gap } }`;
      type Coverage = { insuranceCoverage: { insured: number; workersCovered: number } };
      return (await desk.ask<Coverage>('labourOfInsurance', asked)).insuranceCoverage;
    };
    const before = await coverage();
    const shown = { type: 'InsuranceProject', fields: 'id version insured insuredOn workersCovered closedOn' };
    const site = {
      ...{ name: '样例学校工程', enterpriseId: builder, regionCode: LUYANG, startedOn: '2016-11-01' },
      ...desk.key(),
    };
    expect(await desk.refusals(['labour', 'labourOfWuhu', 'civil'], 'registerProject', site)).toEqual({
      ...{ labour: 'FORBIDDEN', labourOfWuhu: 'FORBIDDEN', civil: UNKNOWN },
    });
    const registered = await desk.act('labourOfInsurance', 'registerProject', shown, site);
    expect(await desk.act('labourOfInsurance', 'registerProject', shown, site)).toEqual(registered);
    const proof = step(registered, { workersCovered: 60, proofRef: 'GS-P-2', insuredOn: '2017-01-10' });
    expect(await desk.refusal('labourOfWuhu', 'recordInsurance', proof)).toBe('NOT_FOUND');
    const insured = await desk.act('labourOfInsurance', 'recordInsurance', shown, proof);
    expect(insured).toMatchObject({ insured: true, insuredOn: '2017-01-10', workersCovered: 60 });
    expect(await desk.act('labourOfInsurance', 'recordInsurance', shown, proof)).toMatchObject({
      __typename: 'VersionConflict',
    });
    const query = `{ insuranceProject(id: "${registered.id}") { insured proofRef region { code } } }`;
    expect(await desk.ask('labourOfInsurance', query)).toEqual({
      insuranceProject: { insured: true, proofRef: 'GS-P-2', region: { code: LUYANG } },
    });
    const after = await coverage();
    expect([after.insured - before.insured, after.workersCovered - before.workersCovered]).toEqual([1, 60]);
    const closed = await desk.act(
      'labourOfInsurance',
      'closeProject',
      shown,
      step(insured, { closedOn: '2017-01-22' }),
    );
    expect(closed).toMatchObject({ closedOn: '2017-01-22' });
    expect(await desk.refusalOf('labourOfInsurance', '{ insuranceProjects { nodes { enterprise { id } } } }')).toBe(
      UNKNOWN,
    );
    expect(await desk.refusal('labourOfInsurance', 'setInsuranceTarget', { region: LUYANG })).toBe(UNKNOWN);
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
      ...{ housing: UNKNOWN, civil: UNKNOWN },
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
      ...{ housing: UNKNOWN, civil: UNKNOWN },
    });
    const wanted = 'amount sharePercent state paid';
    const requested = await act('labourOfAdvances', 'requestAdvance', 'AdvanceRequest', advance, wanted);
    expect(requested).toMatchObject({ amount: '4200.00', sharePercent: 70, state: 'OPEN', paid: null });
    expect(await act('labourOfAdvances', 'requestAdvance', 'AdvanceRequest', advance, wanted)).toEqual(requested);
    const open = `advanceRequests(where: { wageCaseId: { eq: "${verified.id}" }, state: { eq: OPEN } })`;
    expect(await desk.ask('labourOfAdvances', `{ ${open} { nodes { id paidOn workers { value } } } }`)).toEqual({
      advanceRequests: { nodes: [{ id: requested.id, paidOn: null, workers: { value: 2 } }] },
    });
    for (const person of ['enterprise { id }', 'wageCase { enterprise { id } }'])
      expect(await desk.refusalOf('labourOfAdvances', `{ advanceRequests { nodes { ${person} } } }`)).toBe(UNKNOWN);
    expect(await desk.refusalOf('labourOfAdvances', '{ travelSubsidyRequests { totalCount } }')).toBe(UNKNOWN);
    const legal = step(verified, { reason: '企业拒不支付' });
    expect(await act('labourOfAdvances', 'sendWageCaseToLegal', 'WageCase', legal, 'state')).toMatchObject({
      state: 'TO_LEGAL',
    });
  });

  it('civil affairs opens a station once nothing is missing, counts its use, shuts it for a time and opens it again', async () => {
    const place = { point: { longitude: 117.2655, latitude: 31.8789 }, address: '样例路2号', regionCode: LUYANG };
    const about = { code: 'AH-LY-P001', kind: 'HAPPY_STATION', name: '样例民政驿站', buildMode: 'UNION_BUILT' };
    const registration = { ...about, ...place, ...desk.key() };
    expect(await desk.refusals(['civilReader', 'housing', 'civilOfWuhu'], 'registerStation', registration)).toEqual({
      ...{ civilReader: 'FORBIDDEN', housing: UNKNOWN, civilOfWuhu: 'FORBIDDEN' },
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
      ...{ housingReader: 'FORBIDDEN', civil: UNKNOWN, housingOfWuhu: 'NOT_FOUND' },
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

  it('each follows the feed of its own matter, in its regions, and finds no person in it', async () => {
    const { labourOfAdvances: labour, ...told } = {
      housingReader: await feedOf(desk, 'housingReader'),
      housingOfWuhu: await feedOf(desk, 'housingOfWuhu'),
      labourOfAdvances: await feedOf(desk, 'labourOfAdvances'),
      labourOfWuhu: await feedOf(desk, 'labourOfWuhu'),
      civilReader: await feedOf(desk, 'civilReader'),
      civilOfWuhu: await feedOf(desk, 'civilOfWuhu'),
    };
    const kinds = (facts: FeedFacts): readonly string[] =>
      [...new Set([...facts.keys()].map((key) => key.split(' ')[0] ?? ''))].sort();
    expect(kinds(told.housingReader)).toEqual(['Finding', 'InsuranceProject', 'Inspection'].sort());
    expect(kinds(labour)).toEqual(['AdvanceRequest', 'Finding', 'InsuranceProject', 'Inspection', 'WageCase'].sort());
    expect(kinds(told.civilReader)).toEqual(['ServiceStation']);
    const stations = [...told.civilReader.values()];
    expect(stations).toContainEqual(expect.objectContaining({ code: 'AH-LY-P001', state: 'OPEN' }));
    expect(stations).toContainEqual(expect.objectContaining({ code: 'AH-LY-P002', state: 'CANCELLED' }));
    expect([...told.housingReader.values()]).toContainEqual(
      expect.objectContaining({ state: 'CHECKED', enterpriseId: builder, deadlineOn: '2017-02-20' }),
    );
    const ofHefei = new Set([...told.housingReader.keys(), ...labour.keys(), ...told.civilReader.keys()]);
    for (const away of [told.housingOfWuhu, told.labourOfWuhu, told.civilOfWuhu])
      expect([...away.keys()].filter((key) => ofHefei.has(key))).toEqual([]);
    const text = JSON.stringify([labour, ...Object.values(told)].map((facts) => [...facts.values()]));
    for (const word of ['安禾', '样例专项督查', '样例工地未参保', '工人急需返乡', '另行安排'])
      expect(text).not.toContain(word);
    const people = await rowsOf<{ id: string }>(
      system.db,
      'select id::text from worker_projection union select actor from audit_entry',
    );
    const ids = new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []);
    expect(people.filter(({ id }) => ids.has(id))).toEqual([]);
  });

  it('sees no board and no person: neither figures of a region nor the feed come with a right to write', async () => {
    const outside = ['{ honours { totalCount } }', '{ placeClaims { totalCount } }', '{ serviceAudit { id } }'];
    const board = `{ region(code: "${HEFEI}") { migrant(year: 2017) { stations } } }`;
    for (const query of [...outside, board])
      for (const person of ['housing', 'labour', 'civil'] as const)
        expect([person, query, await desk.refusalOf(person, query)]).toEqual([person, query, UNKNOWN]);
    for (const person of ['housing', 'labour', 'civil'] as const)
      expect(await desk.refusalOf(person, '{ changes { changes { id } } }')).toBe('FORBIDDEN');
    for (const hidden of [
      '{ inspections { nodes { leader } } }',
      '{ stations { nodes { responsibleName } } }',
      '{ wageCases { nodes { namedWorkers { owed } } } }',
    ])
      for (const person of ['housingReader', 'labourOfAdvances', 'civilReader'] as const)
        expect([person, hidden, await desk.refusalOf(person, hidden)]).toEqual([person, hidden, UNKNOWN]);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.housing, subgraph: 'enterprises' });
    await expectShut(system, { ...PEOPLE.civil, subject: 'civil-elsewhere', contract: 'finance' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
