import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import { expectShut, LUYANG, unboundOf, peopleOf, WUHU } from './departments';

const of = unboundOf('migrants');
const PEOPLE = {
  /** Transport (交通), which charters the buses. */
  transport: of('交通', 'transport-1', ['returnService:write', 'returnService:read']),
  transportReader: of('交通', 'transport-reader', ['returnService:read']),
  transportOfWuhu: of('交通', 'transport-wuhu', ['returnService:write'], WUHU),
  /** The railway (铁路), which sells tickets to groups. */
  railway: of('铁路', 'railway-1', ['returnService:write']),
  /** The app that the workers use: it claims for them, and nothing else. */
  app: of('工会服务平台', 'workers-app', ['event:join'], LUYANG),
  /** Health (卫健), which counts who was checked and never what was found. */
  health: of('卫健', 'health-1', ['healthCheck:write']),
  healthReader: of('卫健', 'health-reader', ['healthCheck:read']),
  healthOfWuhu: of('卫健', 'health-wuhu', ['healthCheck:write'], WUHU),
  /** The office for migrant workers (农民工办): one proposes, another decides. */
  office: of('农民工办', 'office-1', ['honour:write']),
  officeSecond: of('农民工办', 'office-2', ['honour:write', 'honour:read']),
  officeReader: of('农民工办', 'office-reader', ['honour:read']),
  officeOfWuhu: of('农民工办', 'office-wuhu', ['honour:write'], WUHU),
  /** Culture (文旅), which brings plays and films to the sites. */
  culture: of('文旅', 'culture-1', ['event:write']),
} as const;
type Person = keyof typeof PEOPLE;

const SEAT = { type: 'PlaceClaim', fields: 'id version placeNumber', more: '... on EventFull { waitingNumber }' };
const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' };

/** Home for Spring Festival, health checks, honours and culture as partner departments run them: through the migrants subgraph alone. */
describe('departments that serve migrant workers, at their subgraph alone', () => {
  let system: SampleSubgraph;
  let desk: ProgrammeDesk<Person>;
  let workers: readonly string[] = [];

  beforeAll(async () => {
    system = await startSampleSubgraph('migrants');
    desk = new ProgrammeDesk(system, 'migrants', PEOPLE);
    workers = await peopleOf(system, 4, 'not is_migrant or exists (select from honour h where h.worker_id = w.id)');
  });
  afterAll(() => system.stop());

  const home = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type: 'ReturnService', fields: 'id version status seats subsidy' }, input);
  const trip = (kind: string, more: object = {}): object => ({
    ...{ kind, title: '样例接您回家', regionCode: LUYANG, campaignCode: 'CNY2017', servedOn: '2017-01-23' },
    ...{ ...more, ...desk.key() },
  });

  it('transport charters a bus whose seats the app books, and says who boarded', async () => {
    const plan = trip('CHARTER_BUS', { seats: 2, ...WINDOW });
    expect(await desk.refusals(['transportReader', 'app', 'transportOfWuhu'], 'planReturn', plan)).toEqual({
      ...{ transportReader: 'FORBIDDEN', app: 'FORBIDDEN', transportOfWuhu: 'FORBIDDEN' },
    });
    const planned = await home('transport', 'planReturn', plan);
    expect(await desk.refusals(['transportReader', 'transportOfWuhu'], 'openReturn', step(planned))).toEqual({
      ...{ transportReader: 'FORBIDDEN', transportOfWuhu: 'NOT_FOUND' },
    });
    const bus = await home('transport', 'openReturn', step(planned));
    const book = (at: number): object => ({ returnServiceId: bus.id, personId: workers[at], ...desk.key() });
    expect(await desk.refusal('transport', 'bookSeat', book(0))).toBe('FORBIDDEN');
    const seats: ProgrammeOutcome[] = [];
    for (const at of [0, 1, 2]) seats.push(await desk.act('app', 'bookSeat', SEAT, book(at)));
    expect(seats.map(({ placeNumber, waitingNumber }) => placeNumber ?? -(waitingNumber ?? 0))).toEqual([1, 2, -1]);
    await home('transport', 'departReturn', step(bus));
    const claimIds = seats.slice(0, 2).map(({ id }) => id);
    const boarded = await home('transport', 'markBoarded', { returnServiceId: bus.id, claimIds });
    expect(await home('transport', 'finishReturn', step(boarded))).toMatchObject({ status: 'DONE' });
    const query = `{ returnService(id: "${bus.id}") { served { value } places { held waiting } } }`;
    expect(await desk.ask('transportReader', query)).toEqual({
      returnService: { served: { value: 2 }, places: { held: 2, waiting: 1 } },
    });
    expect(await desk.refusalOf('app', query)).toBe('FORBIDDEN');
  });

  it('the railway sells tickets to a group: seats and money are the sums of what was bought', async () => {
    const open = await home('railway', 'openReturn', step(await home('railway', 'planReturn', trip('GROUP_TICKET'))));
    const buy = (tickets: number, price: string): object => ({
      ...{ returnServiceId: open.id, carrier: '样例铁路', tickets, price, ...desk.key() },
    });
    expect(
      await desk.refusals(['app', 'transportReader', 'transportOfWuhu'], 'buyGroupTickets', buy(1, '1.00')),
    ).toEqual({
      ...{ app: 'FORBIDDEN', transportReader: 'FORBIDDEN', transportOfWuhu: 'NOT_FOUND' },
    });
    expect(await home('railway', 'buyGroupTickets', buy(10, '0.00'))).toMatchObject({ rule: 'AMOUNT_NOT_POSITIVE' });
    await home('railway', 'buyGroupTickets', buy(40, '65.50'));
    const bought = await home('railway', 'buyGroupTickets', buy(10, '80.00'));
    expect(bought).toMatchObject({ seats: 50, subsidy: '3420.00' });
    const departed = await home('railway', 'departReturn', step(bought));
    expect(await home('railway', 'recordServed', step(departed, { served: 51 }))).toMatchObject({
      rule: 'SERVED_OUT_OF_BOUNDS',
    });
    const served = await home('railway', 'recordServed', step(departed, { served: 48 }));
    expect(await home('railway', 'finishReturn', step(served))).toMatchObject({ status: 'DONE' });
  });

  it('health counts those it checked, again until the count is closed, and keeps nothing of what was found', async () => {
    const check = {
      title: '样例建筑工人体检',
      regionCode: LUYANG,
      occupation: 'CONSTRUCTION',
      checkedOn: '2017-01-20',
    };
    const plan = { ...check, ...desk.key() };
    expect(await desk.refusals(['healthReader', 'culture', 'healthOfWuhu'], 'planHealthCheckBatch', plan)).toEqual({
      ...{ healthReader: 'FORBIDDEN', culture: 'FORBIDDEN', healthOfWuhu: 'FORBIDDEN' },
    });
    const batch = (name: string, input: object): Promise<ProgrammeOutcome> =>
      desk.act('health', `${name}HealthCheckBatch`, 'HealthCheckBatch', input);
    const planned = await batch('plan', plan);
    const count = step(planned, { persons: 60 });
    expect(await desk.refusals(['healthReader', 'healthOfWuhu'], 'recordHealthCheckBatch', count)).toEqual({
      ...{ healthReader: 'FORBIDDEN', healthOfWuhu: 'NOT_FOUND' },
    });
    const recorded = await batch('record', count);
    await batch('close', step(await batch('record', step(recorded, { persons: 58 }))));
    const query = `{ healthCheckBatch(id: "${planned.id}") { status persons { value } } }`;
    expect(await desk.ask('healthReader', query)).toEqual({
      healthCheckBatch: { status: 'CLOSED', persons: { value: 58 } },
    });
    expect(await desk.refusalOf('health', query)).toBe('FORBIDDEN');
  });

  it('the office for migrant workers proposes an honour that another of its people decides on', async () => {
    const about = { kind: 'MOST_BEAUTIFUL_MIGRANT_WORKER', edition: 11, name: '样例荣誉', personId: workers[0] };
    const proposal = { ...about, ...desk.key() };
    expect(await desk.refusals(['officeReader', 'health', 'officeOfWuhu'], 'nominateHonour', proposal)).toEqual({
      ...{ officeReader: 'FORBIDDEN', health: 'FORBIDDEN', officeOfWuhu: 'NOT_FOUND' },
    });
    const nominated = await desk.act('office', 'nominateHonour', 'HonourNomination', proposal);
    const decision = step(nominated, { award: true });
    const decide = (person: Person): Promise<ProgrammeOutcome> =>
      desk.act(person, 'decideHonour', { type: 'HonourNomination', fields: 'id version state' }, decision);
    expect(await decide('office')).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await desk.refusal('officeOfWuhu', 'decideHonour', decision)).toBe('NOT_FOUND');
    expect(await decide('officeSecond')).toMatchObject({ state: 'AWARDED' });
    const query = `{ honourNominations(where: { edition: { eq: 11 } }) { totalCount } }`;
    expect(await desk.ask('officeReader', query)).toEqual({ honourNominations: { totalCount: 1 } });
    expect(await desk.refusalOf('office', query)).toBe('FORBIDDEN');
  });

  it('culture puts a film on, the app claims, and the list of who came is not the app’s to read', async () => {
    const film = { kind: 'FILM', title: '样例送电影', regionCode: LUYANG, heldOn: '2017-01-27', quota: 1 };
    const planning = { ...film, ...WINDOW, ...desk.key() };
    expect(await desk.refusals(['app', 'transport'], 'planEvent', planning)).toEqual({
      ...{ app: 'FORBIDDEN', transport: 'FORBIDDEN' },
    });
    const event = (name: string, input: object): Promise<ProgrammeOutcome> =>
      desk.act('culture', name, 'CultureEvent', input);
    const open = await event('openEvent', step(await event('planEvent', planning)));
    const claim = (at: number): Promise<ProgrammeOutcome> =>
      desk.act('app', 'claimPlace', SEAT, { eventId: open.id, personId: workers[at], ...desk.key() });
    const held = await claim(0);
    expect([held.placeNumber, (await claim(1)).waitingNumber]).toEqual([1, 1]);
    const closed = await event('closeEvent', step(open));
    await event('markAttended', { eventId: closed.id, claimIds: [held.id] });
    for (const person of ['app', 'culture'] as const)
      expect([person, await desk.refusalOf(person, '{ placeClaims { totalCount } }')]).toEqual([person, 'FORBIDDEN']);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.transport, subgraph: 'workers' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
    const actors = await rowsOf<{ actor: string }>(
      system.db,
      `select distinct actor from audit_entry where role = 'partner' and action <> 'access.refuse' order by actor`,
    );
    expect(actors.map(({ actor }) => actor)).toEqual([
      ...['culture-1', 'health-1', 'office-1', 'office-2', 'railway-1', 'transport-1', 'workers-app'],
    ]);
  });
});
