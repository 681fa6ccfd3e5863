import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';

import { inexactFigures } from '../testkit/exact-figures';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays, and the district next door. */
const LUYANG = '340103';
const BAOHE = '340111';
const HEFEI = '340100';

const at = (role: 'maker' | 'checker' | 'city' | 'province', region: string, subject: string) =>
  ({ role, region, subject }) as const;
const partner = (
  subject: string,
  department: string,
  contract: 'service-platform' | 'health',
  scope: 'event:join' | 'healthCheck:write',
) =>
  ({ role: 'partner', region: LUYANG, subject, department, contract, subgraph: 'migrants', scopes: [scope] }) as const;
const PEOPLE = {
  maker: at('maker', LUYANG, 'luyang-maker'),
  checker: at('checker', LUYANG, 'luyang-checker'),
  neighbour: at('maker', BAOHE, 'baohe-maker'),
  city: at('city', HEFEI, 'hefei-officer'),
  province: at('province', '340000', 'province-officer'),
  /** The app that the workers use: it may claim for them, and nothing else. */
  app: partner('workers-app', '工会服务平台', 'service-platform', 'event:join'),
  health: partner('health-1', '卫健', 'health', 'healthCheck:write'),
} as const;

/** What an act of another department's contract is answered with, as one that doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';
const SEAT = { type: 'PlaceClaim', fields: 'id version placeNumber', more: '... on EventFull { waitingNumber }' };
const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' };

interface Board {
  readonly healthChecks: number;
  readonly returns: {
    readonly services: number;
    readonly served: number;
    readonly subsidy: string;
    readonly subsidyRequested: string;
  };
}

/** Home for Spring Festival, health checks, honours and drives: officers through the gateway, partners through the subgraph alone. */
describe('what migrant workers are offered', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<keyof typeof PEOPLE>;
  let workers: readonly string[] = [];

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    desk = new ProgrammeDesk(graph, 'migrants', PEOPLE);
    const rows = await graph.db.migrants.query<{ id: string }[]>(
      `select id from worker_projection w where region_code = $1 and is_migrant
       and not exists (select from honour h where h.worker_id = w.id) order by id limit 5`,
      [LUYANG],
    );
    workers = rows.map(({ id }) => id);
  });
  afterAll(() => graph.stop());

  const board = async (): Promise<Board> => {
    const query = `{ region(code: "${LUYANG}") { migrant(year: 2017) { healthChecks returns { services served subsidy subsidyRequested } } } }`;
    return (await desk.ask<{ region: { migrant: Board } }>('city', query)).region.migrant;
  };
  const plan = (more: object): Promise<ProgrammeOutcome> =>
    desk.act('maker', 'planReturn', 'ReturnService', {
      ...{ title: '样例接您回家', regionCode: LUYANG, campaignCode: 'CNY2017', servedOn: '2017-01-23' },
      ...{ ...more, ...desk.key() },
    });
  const run = (name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act('maker', name, 'ReturnService', input);

  it('brings home a bus whose seats the app books: none twice, one given back goes to who waits', async () => {
    const before = await board();
    const planned = await plan({ kind: 'CHARTER_BUS', seats: 3, ...WINDOW });
    expect(await desk.refusal('neighbour', 'openReturn', step(planned))).toBe('NOT_FOUND');
    expect(await desk.refusal('checker', 'openReturn', step(planned))).toBe('FORBIDDEN');
    expect(await desk.refusal('app', 'openReturn', step(planned))).toBe(UNKNOWN);
    const bus = await run('openReturn', step(planned));
    const book = (personId: string): Promise<ProgrammeOutcome> =>
      desk.act('app', 'bookSeat', SEAT, { returnServiceId: bus.id, personId, ...desk.key() });
    const seats = await Promise.all(workers.map(book));
    const numbers = (of: 'placeNumber' | 'waitingNumber'): number[] => seats.flatMap((seat) => seat[of] ?? []).sort();
    expect([numbers('placeNumber'), numbers('waitingNumber')]).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
    const seated = seats.filter(({ __typename }) => __typename === 'PlaceClaim');
    await desk.act('maker', 'cancelPlace', 'PlaceClaim', step(seated[0] as ProgrammeOutcome));
    const departed = await run('departReturn', step(bus));
    const claimIds = seated.slice(1).map(({ id }) => id);
    await run('markBoarded', { returnServiceId: bus.id, claimIds });
    const query = `{ returnService(id: "${bus.id}") { version served { value } places { held waiting } } }`;
    const { returnService } = await desk.ask<{ returnService: { version: number } }>('maker', query);
    expect(returnService).toMatchObject({ served: { value: 2 }, places: { held: 3, waiting: 1 } });
    await run('finishReturn', step({ ...departed, version: returnService.version }));
    const { returns } = await board();
    expect(returns).toMatchObject({ services: before.returns.services + 1, served: before.returns.served + 2 });
  });

  it('buys train tickets for a group: seats and money are the sums of the purchases, counted once the train has left', async () => {
    const before = await board();
    const open = await run('openReturn', step(await plan({ kind: 'GROUP_TICKET' })));
    const buy = (tickets: number, price: string): object => ({
      ...{ returnServiceId: open.id, carrier: '样例铁路', tickets, price, ...desk.key() },
    });
    expect(await desk.refusal('neighbour', 'buyGroupTickets', buy(30, '80.00'))).toBe('NOT_FOUND');
    expect(await desk.refusal('checker', 'buyGroupTickets', buy(30, '80.00'))).toBe('FORBIDDEN');
    const first = buy(30, '80.00');
    const once = await run('buyGroupTickets', first);
    expect(await run('buyGroupTickets', first)).toEqual(once);
    const bought = await run('buyGroupTickets', buy(20, '65.50'));
    expect(
      await run('requestTravelSubsidies', {
        returnServiceId: open.id,
        subsidies: [{ personId: workers[0], amount: '1.00' }],
        ...desk.key(),
      }),
    ).toMatchObject({ rule: 'RETURN_NOT_OPEN' });
    expect(await run('finishReturn', step(bought))).toMatchObject({ rule: 'NOT_DEPARTED' });
    expect(await board()).toEqual(before);
    const departed = await run('departReturn', step(bought));
    expect(await run('buyGroupTickets', buy(1, '1.00'))).toMatchObject({ rule: 'RETURN_NOT_OPEN' });
    expect(await run('recordServed', step(departed, { served: 51 }))).toMatchObject({ rule: 'SERVED_OUT_OF_BOUNDS' });
    const served = await run('recordServed', step(departed, { served: 47 }));
    await run('finishReturn', step(served));
    const query = `{ returnService(id: "${open.id}") { status seats subsidy served { value } } }`;
    expect(await desk.ask('maker', query)).toEqual({
      returnService: { status: 'DONE', seats: 50, subsidy: '3710.00', served: { value: 47 } },
    });
    const { returns } = await board();
    expect(returns).toEqual({
      services: before.returns.services + 1,
      served: before.returns.served + 47,
      subsidy: (Number(before.returns.subsidy) + 3710).toFixed(2),
      subsidyRequested: before.returns.subsidyRequested,
    });
  });

  it('hands what travel is to be paid over to assistance: each person once, handed over in the feed, counted when it is over', async () => {
    const before = await board();
    const service = await run('openReturn', step(await plan({ kind: 'TRANSPORT_SUBSIDY' })));
    const ask = (personId: string | undefined): object => ({
      ...{ returnServiceId: service.id, subsidies: [{ personId, amount: '200.00' }], ...desk.key() },
    });
    expect(await desk.refusal('neighbour', 'requestTravelSubsidies', ask(workers[0]))).toBe('NOT_FOUND');
    const asked = await run('requestTravelSubsidies', ask(workers[0]));
    expect(await run('requestTravelSubsidies', ask(workers[0]))).toMatchObject({ rule: 'SUBSIDY_ALREADY_REQUESTED' });
    const published = await graph.db.migrants.query<object[]>(
      `select facts ->> 'workerId' as worker from change where entity = 'TravelSubsidyRequest' and facts ->> 'returnServiceId' = $1`,
      [service.id],
    );
    expect(published).toEqual([{ worker: workers[0] }]);
    expect(await board()).toEqual(before);
    await run('finishReturn', step(asked));
    const { returns } = await board();
    expect(returns).toEqual({
      services: before.returns.services + 1,
      served: before.returns.served + 1,
      subsidy: before.returns.subsidy,
      subsidyRequested: (Number(before.returns.subsidyRequested) + 200).toFixed(2),
    });
  });

  it('counts a health check that the department of health holds through the subgraph alone', async () => {
    const before = await board();
    const check = { title: '样例环卫工人体检', regionCode: LUYANG, occupation: 'SANITATION', checkedOn: '2017-01-20' };
    expect(await desk.refusal('app', 'planHealthCheckBatch', { ...check, ...desk.key() })).toBe(UNKNOWN);
    const away = { ...check, regionCode: BAOHE, ...desk.key() };
    expect(await desk.refusal('health', 'planHealthCheckBatch', away)).toBe('FORBIDDEN');
    const batch = (person: 'health' | 'maker', name: string, input: object): Promise<ProgrammeOutcome> =>
      desk.act(person, `${name}HealthCheckBatch`, 'HealthCheckBatch', input);
    const planned = await batch('health', 'plan', { ...check, ...desk.key() });
    expect(await desk.refusal('neighbour', 'recordHealthCheckBatch', { ...step(planned), persons: 5 })).toBe(
      'NOT_FOUND',
    );
    const recorded = await batch('health', 'record', step(planned, { persons: 120 }));
    const again = await batch('health', 'record', step(recorded, { persons: 118 }));
    await batch('maker', 'close', step(again));
    expect(await board()).toEqual({ ...before, healthChecks: before.healthChecks + 118 });
  });

  it('honours a worker whom the city proposes and the province decides on, with a rest stay', async () => {
    const proposal = { kind: 'MOST_BEAUTIFUL_MIGRANT_WORKER', edition: 9, name: '样例荣誉', personId: workers[0] };
    expect(await desk.refusal('maker', 'nominateHonour', { ...proposal, ...desk.key() })).toBe('FORBIDDEN');
    const nominated = await desk.act('city', 'nominateHonour', 'HonourNomination', { ...proposal, ...desk.key() });
    const decision = step(nominated, { award: true, labourMedal: true });
    expect(await desk.refusal('checker', 'decideHonour', decision)).toBe('FORBIDDEN');
    expect(await desk.act('city', 'decideHonour', 'HonourNomination', decision)).toMatchObject({ rule: 'FOUR_EYES' });
    const wanted = { type: 'HonourNomination', fields: 'id version honour { id version }' };
    const decided = await desk.act('province', 'decideHonour', wanted, decision);
    const { honour } = decided as unknown as { readonly honour: ProgrammeOutcome };
    await desk.act('province', 'grantRestStay', 'Honour', step(honour, { from: '2017-05-02', to: '2017-05-08' }));
    const query = `{ worker(id: "${String(workers[0])}") { honours { name labourMedal restStay } } }`;
    const { worker } = await desk.ask<{ worker: { honours: readonly object[] } }>('maker', query);
    expect(worker.honours).toEqual([{ name: '样例荣誉', labourMedal: true, restStay: true }]);
  });

  it('gives the tickets of a drive to the first, once each, and to nobody outside the region or the window', async () => {
    const drive = { kind: 'APP_DRIVE', title: '样例抢吧', regionCode: LUYANG, heldOn: '2017-01-27', quota: 2 };
    expect(await desk.refusal('app', 'planEvent', { ...drive, ...WINDOW, ...desk.key() })).toBe(UNKNOWN);
    const planned = await desk.act('maker', 'planEvent', 'CultureEvent', { ...drive, ...WINDOW, ...desk.key() });
    const claim = (at = 0): Promise<ProgrammeOutcome> =>
      desk.act('app', 'claimPlace', SEAT, { eventId: planned.id, personId: workers[at], ...desk.key() });
    expect(await claim()).toMatchObject({ rule: 'PLACES_NOT_OPEN' });
    const open = await desk.act('maker', 'openEvent', 'CultureEvent', step(planned));
    const first = await claim();
    expect(await claim()).toEqual(first);
    const claims = [first, ...(await Promise.all([claim(1), claim(2)]))];
    expect(claims.flatMap(({ placeNumber }) => placeNumber ?? []).sort()).toEqual([1, 2]);
    expect(claims.flatMap(({ waitingNumber }) => waitingNumber ?? [])).toEqual([1]);
    const outside = { eventId: planned.id, personId: workers[3], ...desk.key() };
    expect(await desk.refusal('neighbour', 'claimPlace', outside)).toBe('NOT_FOUND');
    await desk.act('maker', 'closeEvent', 'CultureEvent', step(open));
    expect(await claim(4)).toMatchObject({ rule: 'PLACES_NOT_OPEN' });
  });

  it('keeps the tokens of partners out of the gateway, and the audit chain whole', async () => {
    for (const person of ['app', 'health'] as const) expect(await desk.refusalAtGateway(person)).toBe('FORBIDDEN');
    expect(await verifyAudit(graph.db.migrants)).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
