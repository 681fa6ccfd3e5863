import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { feedOf, type FeedFacts } from '../testkit/feed-pages';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { actorOf, expectShut, LUYANG, partnerOf, peopleOf, WUHU } from './departments';

const of = partnerOf('migrants');
const PLATFORM = 'service-platform';
const OFFICE = 'migrant-workers-office';
const PEOPLE = {
  /** Transport (交通), which charters the buses. */
  transport: of('交通', 'transport', 'transport-1', ['returnService:write', 'returnService:read']),
  transportReader: of('交通', 'transport', 'transport-reader', ['returnService:read', 'changes:read']),
  transportOfWuhu: of('交通', 'transport', 'transport-wuhu', ['returnService:write', 'changes:read'], WUHU),
  /** The railway (铁路), which sells tickets to groups. */
  railway: of('铁路', 'railway', 'railway-1', ['returnService:write', 'changes:read']),
  railwayOfWuhu: of('铁路', 'railway', 'railway-wuhu', ['returnService:write'], WUHU),
  /** The app that the workers use: it claims for them, and nothing else; a program beside it follows what can be claimed. */
  app: of('工会服务平台', PLATFORM, 'workers-app', ['event:join'], LUYANG),
  appReader: of('工会服务平台', PLATFORM, 'workers-app-board', ['returnService:read', 'changes:read'], LUYANG),
  /** Health (卫健), which counts who was checked and never what was found. */
  health: of('卫健', 'health', 'health-1', ['healthCheck:write']),
  healthReader: of('卫健', 'health', 'health-reader', ['healthCheck:read', 'changes:read']),
  healthOfWuhu: of('卫健', 'health', 'health-wuhu', ['healthCheck:write'], WUHU),
  /** The office for migrant workers (农民工办): one program proposes, another decides. */
  office: of('农民工办', OFFICE, 'office-1', ['honour:write']),
  officeSecond: of('农民工办', OFFICE, 'office-2', ['honour:write', 'honour:read']),
  officeReader: of('农民工办', OFFICE, 'office-reader', ['honour:read', 'changes:read']),
  officeOfWuhu: of('农民工办', OFFICE, 'office-wuhu', ['honour:write'], WUHU),
  /** Culture (文旅), which brings plays and films to the sites. */
  culture: of('文旅', 'culture', 'culture-1', ['event:write']),
  cultureReader: of('文旅', 'culture', 'culture-reader', ['returnService:read', 'changes:read']),
} as const;
type Person = keyof typeof PEOPLE;

/** What a document of another department's contract is answered with, as one that names what doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

const SEAT = { type: 'PlaceClaim', fields: 'id version placeNumber', more: '... on EventFull { waitingNumber }' };
const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' };

/** Home for Spring Festival, health checks, honours and culture as programs of departments run them in production, each under its contract. */
describe('departments that serve migrant workers, at their subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let workers: readonly string[] = [];

  beforeAll(async () => {
    system = await startPartnerSubgraph('migrants');
    desk = new ProgrammeDesk(system, 'migrants', PEOPLE);
    workers = await peopleOf(system, 4, 'not is_migrant or exists (select from honour h where h.worker_id = w.id)');
  });
  afterAll(() => system.stop());

  const home = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(
      person,
      name,
      { type: 'ReturnService', fields: `id version status seats ${person === 'railway' ? 'subsidy' : ''}` },
      input,
    );
  const trip = (kind: string, more: object = {}): object => ({
    ...{ kind, title: '样例接您回家', regionCode: LUYANG, campaignCode: 'CNY2017', servedOn: '2017-01-23' },
    ...{ ...more, ...desk.key() },
  });

  it('transport charters a bus whose seats the app books, and says who boarded', async () => {
    const plan = trip('CHARTER_BUS', { seats: 2, ...WINDOW });
    expect(await desk.refusals(['transportReader', 'app', 'transportOfWuhu'], 'planReturn', plan)).toEqual({
      ...{ transportReader: 'FORBIDDEN', app: UNKNOWN, transportOfWuhu: 'FORBIDDEN' },
    });
    const planned = await home('transport', 'planReturn', plan);
    expect(await desk.refusals(['transportReader', 'transportOfWuhu'], 'openReturn', step(planned))).toEqual({
      ...{ transportReader: 'FORBIDDEN', transportOfWuhu: 'NOT_FOUND' },
    });
    const bus = await home('transport', 'openReturn', step(planned));
    const book = (at: number): object => ({ returnServiceId: bus.id, personId: workers[at], ...desk.key() });
    expect(await desk.refusal('transport', 'bookSeat', book(0))).toBe(UNKNOWN);
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
    expect(await desk.refusals(['app', 'transport', 'railwayOfWuhu'], 'buyGroupTickets', buy(1, '1.00'))).toEqual({
      ...{ app: UNKNOWN, transport: UNKNOWN, railwayOfWuhu: 'NOT_FOUND' },
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
      ...{ healthReader: 'FORBIDDEN', culture: UNKNOWN, healthOfWuhu: 'FORBIDDEN' },
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
      ...{ officeReader: 'FORBIDDEN', health: UNKNOWN, officeOfWuhu: 'NOT_FOUND' },
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
      ...{ app: UNKNOWN, transport: UNKNOWN },
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
    const claims = '{ placeClaims { totalCount } }';
    expect([await desk.refusalOf('app', claims), await desk.refusalOf('culture', claims)]).toEqual([
      UNKNOWN,
      'FORBIDDEN',
    ]);
    const query = `{ placeClaims(where: { poolId: { eq: "${open.id}" } }) { nodes { id placeNumber queueNumber state } } }`;
    const { placeClaims } = await desk.ask<{ placeClaims: { nodes: object[] } }>('cultureReader', query);
    expect(placeClaims.nodes).toContainEqual({ id: held.id, placeNumber: 1, queueNumber: null, state: 'ATTENDED' });
    expect(await desk.refusalOf('cultureReader', '{ placeClaims { nodes { person { id } } } }')).toBe(UNKNOWN);
  });

  it('each follows the feed of its own matter, in its regions, and finds no person in it', async () => {
    const readers = [
      'transportReader',
      'railway',
      'appReader',
      'healthReader',
      'officeReader',
      'cultureReader',
    ] as const;
    const told: Partial<Record<Person, FeedFacts>> = {};
    for (const person of readers) told[person] = await feedOf(desk, person);
    const kinds = (person: Person): readonly string[] =>
      [...new Set([...(told[person]?.keys() ?? [])].map((key) => key.split(' ')[0] ?? ''))].sort();
    expect(readers.map(kinds)).toEqual([
      ...[['ReturnService'], ['ReturnService'], ['CultureEvent', 'ReturnService']],
      ...[['HealthCheckBatch'], ['HonourNomination'], ['CultureEvent']],
    ]);
    const facts = (person: Person): readonly object[] => [...(told[person]?.values() ?? [])];
    const bus = { kind: 'CHARTER_BUS', campaignCode: 'CNY2017', servedOn: '2017-01-23', seats: 2, served: 2 };
    expect(facts('transportReader')).toContainEqual({ ...bus, status: 'DONE' });
    expect(facts('healthReader')).toContainEqual(expect.objectContaining({ persons: 58, status: 'CLOSED' }));
    expect(facts('officeReader')).toContainEqual(expect.objectContaining({ edition: 11, state: 'AWARDED' }));
    expect(facts('cultureReader')).toContainEqual(
      expect.objectContaining({ kind: 'FILM', status: 'CLOSED', participants: 1 }),
    );
    const away = await feedOf(desk, 'transportOfWuhu');
    expect([...away.keys()].filter((key) => told.transportReader?.has(key))).toEqual([]);
    const text = JSON.stringify(readers.map(facts));
    for (const word of [...workers, '样例', await actorOf(system, PEOPLE.office), await actorOf(system, PEOPLE.app)])
      expect(text).not.toContain(word);
    const writers = ['transport', 'app', 'health', 'office', 'culture'] as const;
    for (const person of writers)
      expect([person, await desk.refusalOf(person, '{ changes { changes { id } } }')]).toEqual([person, 'FORBIDDEN']);
  });

  it('is told of a person nowhere, nor of what is another department’s', async () => {
    const outside = {
      transportReader: ['{ returnServices { nodes { subsidy } } }', '{ placeClaims { nodes { person { id } } } }'],
      appReader: ['{ placeClaims { totalCount } }', '{ travelSubsidyRequests { totalCount } }'],
      healthReader: ['{ honours { totalCount } }', '{ returnServices { totalCount } }'],
      officeReader: ['{ honours { nodes { person { id } } } }', '{ honourNominations { nodes { person { id } } } }'],
      cultureReader: ['{ returnServices { totalCount } }', '{ stations { totalCount } }'],
    } as const;
    for (const [person, queries] of Object.entries(outside) as [Person, readonly string[]][])
      for (const query of queries)
        expect([person, query, await desk.refusalOf(person, query)]).toEqual([person, query, UNKNOWN]);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.transport, subgraph: 'workers' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
    const actors = await rowsOf<{ actor: string }>(
      system.db,
      `select distinct actor from audit_entry where role = 'partner' and action <> 'access.refuse' order by actor`,
    );
    const writers = ['culture', 'health', 'office', 'officeSecond', 'railway', 'transport', 'app'] as const;
    const subjects = await Promise.all(writers.map((person) => actorOf(system, PEOPLE[person])));
    expect(actors.map(({ actor }) => actor)).toEqual([...subjects].sort());
  });
});
