import { rollupDrift } from '@nuan/database';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { aReturnService, aWorker } from '../row-builders';
import { returnServiceMachine } from './return-service.machine';

const SERVICE = `... on ReturnService { id version kind status seats subsidy subsidyRequested served { value }
  places { phase capacity held waiting } }`;
const SEAT = `... on PlaceClaim { id version state placeNumber person { id } } ... on EventFull { waitingNumber claim { id version } }`;
const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-24T08:00:00+08:00' };

describe('bringing migrant workers home', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const household = newId();
  let workers: string[] = [];
  beforeAll(async () => {
    workers = await Promise.all([household, null, null].map((household_id) => aWorker(db.owner, { household_id })));
  });
  const worker = (at: number): string => workers[at] ?? '';
  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection: SERVICE });
  const plan = (input: object = {}): Promise<Answer> =>
    run('planReturn', {
      ...{ kind: 'CHARTER_BUS', title: '样例返乡专车', regionCode: '340102', servedOn: '2017-01-24' },
      ...{ campaignCode: 'CNY2017', idempotencyKey: aKey(), ...input },
    });
  const step = ({ id, version }: Answer): { id: string; expectedVersion: number } => ({ id, expectedVersion: version });
  const opened = async (input: object): Promise<Answer> => run('openReturn', step(await plan(input)));
  const trip = (seats = 2): Promise<Answer> => opened({ seats, ...WINDOW });
  const book = (returnServiceId: string, personId: string): Promise<Answer> =>
    answerOf(db, 'bookSeat', { returnServiceId, personId, idempotencyKey: aKey() }, { selection: SEAT });
  const latest = async (id: string): Promise<Answer> => {
    const query = `{ returnService(id: "${id}") { id version status served { value } places { held waiting } } }`;
    const { data } = await executeSubgraph<{ returnService: Answer }>(migrantsSubgraph, {
      ...{ db: db.app, viewer: countyMaker, query },
    });
    return data.returnService;
  };
  const block = async (): Promise<unknown> => {
    const query = `{ region(code: "340102") { migrant(year: 2017) { returns { services served subsidy subsidyRequested } } } }`;
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(errors).toEqual([]);
    expect(await rollupDrift(db.owner)).toEqual([]);
    return (data['region'] as { migrant: { returns: unknown } }).migrant.returns;
  };

  it('books seats, departs, marks who boarded and counts them at commit', async () => {
    const before = (await block()) as { services: number; served: number };
    const bus = await trip();
    const seats = [await book(bus.id, worker(0)), await book(bus.id, worker(1))];
    expect(seats).toMatchObject([{ placeNumber: 1 }, { placeNumber: 2, state: 'HELD' }]);
    expect(await book(bus.id, worker(2))).toMatchObject({ __typename: 'EventFull', waitingNumber: 1 });
    const board = { returnServiceId: bus.id, claimIds: [seats[0]?.id] };
    expect(await run('markBoarded', board)).toMatchObject({ rule: 'NOT_DEPARTED', field: 'returnServiceId' });
    expect(await run('finishReturn', step(bus))).toMatchObject({ rule: 'NOT_DEPARTED', field: 'id' });
    expect(await block()).toEqual(before);
    const departed = await run('departReturn', step(bus));
    expect(departed).toMatchObject({ status: 'DEPARTED', places: { phase: 'SETTLED', held: 2, waiting: 1 } });
    const boarded = await run('markBoarded', board);
    expect(boarded).toMatchObject({ served: { value: 1 } });
    expect((await run('markBoarded', board)).id).toBe(bus.id);
    expect(await block()).toMatchObject({ services: before.services + 1, served: before.served + 1 });
    const again = await latest(bus.id);
    for (const served of [0, 3])
      expect(await run('recordServed', { ...step(again), served })).toMatchObject({ rule: 'SERVED_OUT_OF_BOUNDS' });
    const counted = await run('recordServed', { ...step(again), served: 2 });
    expect(await run('finishReturn', step(counted))).toMatchObject({ status: 'DONE', served: { value: 2 } });
    expect(await block()).toMatchObject({ services: before.services + 1, served: before.served + 2 });
    const records = await db.owner.query(
      'select household_id, worker_id, kind from service_record where return_service_id = $1',
      [bus.id],
    );
    expect(records).toEqual([{ household_id: household, worker_id: worker(0), kind: 'RETURN_HOME' }]);
  });

  it('cannot oversell seats under concurrency, and a seat given back goes to who waits', async () => {
    const bus = await trip(1);
    const answers = await Promise.all(workers.map((person) => book(bus.id, person)));
    expect(answers.map(({ __typename }) => __typename)).toEqual(['PlaceClaim', 'EventFull', 'EventFull']);
    const [first] = answers;
    if (!first) throw new TypeError('one seat');
    await answerOf(db, 'cancelPlace', step(first), { selection: '... on PlaceClaim { id version }' });
    expect(await latest(bus.id)).toMatchObject({ places: { held: 1, waiting: 1 } });
    const cancelled = await run('cancelReturn', { ...step(bus), reason: '停运' });
    expect(cancelled).toMatchObject({ status: 'CANCELLED', places: { held: 0, waiting: 0 } });
  });

  it('buys group tickets: seats and money are the sums of the purchases, once per key', async () => {
    const tickets = await opened({ kind: 'GROUP_TICKET', title: '样例团体票' });
    const purchase = { returnServiceId: tickets.id, carrier: '样例铁路', tickets: 60, price: '115.00' };
    const key = aKey();
    for (const idempotencyKey of [key, key]) await run('buyGroupTickets', { ...purchase, idempotencyKey });
    const more = await run('buyGroupTickets', { ...purchase, tickets: 40, idempotencyKey: aKey() });
    expect(more).toMatchObject({ seats: 100, subsidy: '11500.00' });
    const free = await run('buyGroupTickets', { ...purchase, price: '0.00', idempotencyKey: aKey() });
    expect(free).toMatchObject({ rule: 'AMOUNT_NOT_POSITIVE', field: 'price' });
    const left = await run('departReturn', step(more));
    const served = await run('recordServed', { ...step(left), served: 98 });
    expect(await run('finishReturn', step(served))).toMatchObject({ status: 'DONE', served: { value: 98 } });
    const late = await run('buyGroupTickets', { ...purchase, idempotencyKey: aKey() });
    expect(late).toMatchObject({ rule: 'RETURN_NOT_OPEN' });
  });

  it('hands travel subsidies over to assistance in the feed, one per person, and counts them when it is over', async () => {
    const before = (await block()) as { services: number; served: number; subsidy: string; subsidyRequested: string };
    const service = await opened({ kind: 'TRANSPORT_SUBSIDY', title: '样例交通补贴' });
    expect(await run('finishReturn', step(service))).toMatchObject({ rule: 'NO_SUBSIDY_REQUESTED' });
    const [one, two] = [worker(0), worker(1)].map((personId) => ({ personId, amount: '200.00' }));
    const ask = (subsidies: unknown[]): Promise<Answer> =>
      run('requestTravelSubsidies', { returnServiceId: service.id, subsidies, idempotencyKey: aKey() });
    const asked = await ask([one, two]);
    expect(asked).toMatchObject({ subsidy: '0.00', subsidyRequested: '400.00', served: { value: 0 } });
    expect(await ask([one])).toMatchObject({ rule: 'SUBSIDY_ALREADY_REQUESTED', field: 'subsidies' });
    const facts = await db.owner.query<{ facts: object }[]>(
      `select facts from change where entity = 'TravelSubsidyRequest' and facts ->> 'returnServiceId' = $1 order by id`,
      [service.id],
    );
    expect(facts.map((row) => row.facts)).toEqual(
      [worker(0), worker(1)].map((workerId) => ({
        ...{ returnServiceId: service.id, workerId, amountFen: 20_000, requestedOn: '2017-01-23', mode: 'BANK_CARD' },
      })),
    );
    expect(await run('departReturn', step(asked))).toMatchObject({ rule: 'NOT_A_JOURNEY' });
    expect(await run('cancelReturn', { ...step(asked), reason: '误操作' })).toMatchObject({
      rule: 'SUBSIDIES_REQUESTED',
    });
    expect(await block()).toEqual(before);
    expect(await run('finishReturn', step(asked))).toMatchObject({ status: 'DONE', served: { value: 2 } });
    expect(await block()).toMatchObject({
      ...{ services: before.services + 1, served: before.served + 2 },
      ...{ subsidy: before.subsidy, subsidyRequested: (Number(before.subsidyRequested) + 400).toFixed(2) },
    });
  });

  it('refuses a bus without seats, and tickets with them', async () => {
    expect(await plan()).toMatchObject({ rule: 'SEATS_WITH_TRIP', field: 'seats' });
    expect(await plan({ kind: 'GROUP_TICKET', seats: 60, ...WINDOW })).toMatchObject({ rule: 'SEATS_WITH_TRIP' });
  });

  it('I32: takes place in a division that existed on its day', async () => {
    const province = viewerWith({ role: 'city', read: ['340000'] });
    const past = (regionCode: string): Promise<Answer> => {
      const input = {
        kind: 'GROUP_TICKET',
        title: '样例团体票',
        regionCode,
        servedOn: '2011-05-01',
        idempotencyKey: aKey(),
      };
      return answerOf(db, 'planReturn', input, { selection: SERVICE, viewer: province });
    };
    expect(await past('341402')).toMatchObject({ status: 'PLANNED' });
    expect(await past('340181')).toMatchObject({ rule: 'REGION_VALID_ON', field: 'regionCode' });
  });

  it('I34: is run by officers of its region, and knows persons of their regions alone', async () => {
    const bus = await trip();
    const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> =>
      (await mutate(db, name, input, { selection: '', viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('departReturn', step(bus), wuhu)).toBe('NOT_FOUND');
    expect(await code('departReturn', step(bus), viewerWith({ role: 'checker', read: ['340102'] }))).toBe('FORBIDDEN');
    const service = await opened({ kind: 'TRANSPORT_SUBSIDY', title: '样例交通补贴' });
    const away = await aWorker(db.owner, { region_code: '340202' });
    const subsidies = [{ personId: away, amount: '200.00' }];
    const ask = { returnServiceId: service.id, subsidies, idempotencyKey: aKey() };
    expect(await code('requestTravelSubsidies', ask)).toBe('NOT_FOUND');
    const past = await aReturnService(db.owner);
    expect(await latest(past)).toMatchObject({ status: 'DONE', places: null });
  });

  testTransitions({ machine: returnServiceMachine, database: db, table: 'return_service' });
});
