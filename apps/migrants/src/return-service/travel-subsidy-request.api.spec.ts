import { rollupDrift } from '@nuan/database';
import { type FeedChange, FeedConsumer } from '@nuan/facts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { migrantsFollows } from '../projection/migrants.follows';
import { aWorker } from '../row-builders';

const SERVICE = '... on ReturnService { id version status subsidy subsidyRequested }';
const LIST = `query($where: TravelSubsidyRequestWhere) { travelSubsidyRequests(where: $where, first: 100) {
  nodes { id amount mode requestedOn state paid paidOn person { id } returnService { id } region { code } } } }`;

interface Listed {
  readonly travelSubsidyRequests: { readonly nodes: readonly (Record<string, unknown> & { readonly id: string })[] };
}
interface Figures {
  readonly subsidy: string;
  readonly subsidyRequested: string;
}

describe('travel subsidies that assistance was asked to pay', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const assistance = migrantsFollows.find(({ source }) => source === 'assistance');
  let workers: string[] = [];
  let version = 0;
  beforeAll(async () => {
    workers = [await aWorker(db.owner), await aWorker(db.owner), await aWorker(db.owner)];
  });

  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection: SERVICE });
  const step = ({ id, version: expectedVersion }: Answer): object => ({ id, expectedVersion });
  const opened = async (): Promise<Answer> => {
    const about = { kind: 'TRANSPORT_SUBSIDY', title: '样例交通补贴', regionCode: '340102', servedOn: '2017-01-24' };
    return run('openReturn', step(await run('planReturn', { ...about, idempotencyKey: aKey() })));
  };
  const ask = (id: string, subsidies: readonly object[]): Promise<Answer> =>
    run('requestTravelSubsidies', { returnServiceId: id, subsidies, idempotencyKey: aKey() });
  const subsidy = (at: number, more: object = {}): object => ({ personId: workers[at], amount: '200.00', ...more });
  const list = async (where: object, viewer = countyMaker): Promise<Listed['travelSubsidyRequests']['nodes']> => {
    const asked = { db: db.app, viewer, query: LIST, variables: { where } };
    const { data, errors } = await executeSubgraph<Listed>(migrantsSubgraph, asked);
    expect(errors).toEqual([]);
    return data.travelSubsidyRequests.nodes;
  };
  const requestOf = async (returnServiceId: string): Promise<string> =>
    (await list({ returnServiceId: { eq: returnServiceId } }))[0]?.id ?? '';
  /** What assistance tells by its feed, as the process of migrants would take it. */
  const told = async (...payments: readonly Omit<FeedChange, 'entity' | 'changedAt' | 'regionCode' | 'version'>[]) => {
    if (!assistance) throw new TypeError('assistance is followed');
    const at = new Date('2017-01-25T10:00+08:00');
    const changes = payments.map((payment) => ({
      ...{ ...payment, entity: 'RequestPayment', changedAt: at, regionCode: '340102', version: (version += 1) },
    }));
    const page = { changes, cursor: newId(), hasMore: false, remaining: 0, asOf: at };
    await new FeedConsumer(db.app, assistance, () => Promise.resolve(page)).step();
  };
  const payment = (requestId: string, status: string, id = newId()) => {
    const isPaid = ['PAID', 'RECONCILED', 'REVERSED'].includes(status);
    return { id, facts: { requestId, status, amountFen: '20000', paidOn: isPaid ? '2017-01-25' : null } };
  };
  const figures = async (): Promise<Figures> => {
    const query = `{ region(code: "340102") { migrant(year: 2017) { returns { subsidy subsidyRequested } } } }`;
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(errors).toEqual([]);
    expect(await rollupDrift(db.owner)).toEqual([]);
    return (data['region'] as { migrant: { returns: Figures } }).migrant.returns;
  };
  const serviceOf = async (id: string): Promise<object> => {
    const query = `{ returnService(id: "${id}") { subsidy subsidyRequested } }`;
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    return data['returnService'] as object;
  };

  it('is open when asked for, in payment once it was filed, and paid when assistance says so', async () => {
    const service = await opened();
    await ask(service.id, [subsidy(0)]);
    const id = await requestOf(service.id);
    const about = {
      ...{ id, amount: '200.00', mode: 'BANK_CARD', requestedOn: '2017-01-23', person: { id: workers[0] } },
      ...{ returnService: { id: service.id }, region: { code: '340102' } },
    };
    const of = { returnServiceId: { eq: service.id } };
    expect(await list(of)).toEqual([{ ...about, state: 'OPEN', paid: null, paidOn: null }]);
    const paying = newId();
    await told(payment(id, 'DRAFT', paying));
    expect(await list({ ...of, state: { eq: 'IN_PAYMENT' } })).toEqual([
      { ...about, state: 'IN_PAYMENT', paid: null, paidOn: null },
    ]);
    await told(payment(id, 'PAID', paying));
    expect(await list({ ...of, state: { eq: 'PAID' } })).toEqual([
      { ...about, state: 'PAID', paid: '200.00', paidOn: '2017-01-25' },
    ]);
  });

  it('counts as money paid when it is paid and not when it is asked for, once the service is over', async () => {
    const before = await figures();
    const added = async (): Promise<[number, number]> => {
      const now = await figures();
      return [
        Number(now.subsidy) - Number(before.subsidy),
        Number(now.subsidyRequested) - Number(before.subsidyRequested),
      ];
    };
    const service = await opened();
    const asked = await ask(service.id, [subsidy(0), subsidy(1), subsidy(2)]);
    expect(asked).toMatchObject({ subsidy: '0.00', subsidyRequested: '600.00' });
    const ids = (await list({ returnServiceId: { eq: service.id } })).map(({ id }) => id);
    const first = newId();
    await told(payment(ids[0] ?? '', 'PAID', first));
    expect(await added()).toEqual([0, 0]);
    await run('finishReturn', step(asked));
    expect(await added()).toEqual([200, 600]);
    await told(payment(ids[1] ?? '', 'PAID'), payment(ids[2] ?? '', 'SENT'));
    expect(await added()).toEqual([400, 600]);
    expect(await serviceOf(service.id)).toEqual({ subsidy: '400.00', subsidyRequested: '600.00' });
    await told(payment(ids[0] ?? '', 'RECONCILED', first));
    expect(await added()).toEqual([400, 600]);
  });

  it('opens again when assistance takes the payment back, and is paid anew by another', async () => {
    const service = await opened();
    await run('finishReturn', step(await ask(service.id, [subsidy(0)])));
    const id = await requestOf(service.id);
    const before = await figures();
    const paid = newId();
    await told(payment(id, 'PAID', paid));
    await told(payment(id, 'REVERSED', paid));
    const of = { returnServiceId: { eq: service.id } };
    expect(await list(of)).toMatchObject([{ id, state: 'OPEN', paid: null }]);
    expect(await figures()).toEqual(before);
    await told(payment(id, 'RELEASED'), payment(id, 'PAID'));
    expect(await list(of)).toMatchObject([{ id, state: 'PAID', paid: '200.00' }]);
    expect(Number((await figures()).subsidy) - Number(before.subsidy)).toBe(200);
  });

  it('I35: figures are the same when the payments are made anew, and an older word changes nothing', async () => {
    const before = await figures();
    const rows = await db.owner.query<object[]>('select * from return_subsidy order by return_service_id');
    await db.owner.query('update request_payment_projection set projected_at = now()');
    await db.owner.query('select rebuild_return_subsidy()');
    expect(await figures()).toEqual(before);
    expect(await db.owner.query('select * from return_subsidy order by return_service_id')).toEqual(rows);
    const kept = 'create temp table kept as select * from request_payment_projection';
    await db.owner.transaction(async (tx) => {
      await tx.query(kept);
      await tx.query('delete from request_payment_projection');
      expect(await tx.query('select sum(paid_fen)::text as fen from return_subsidy')).toEqual([{ fen: '0' }]);
      await tx.query('insert into request_payment_projection select * from kept');
    });
    expect(await figures()).toEqual(before);
  });

  it('counts exactly when payments arrive while the service is being finished', async () => {
    const before = await figures();
    const services: { readonly asked: Answer; readonly requestId: string }[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { id } = await opened();
      services.push({ asked: await ask(id, [subsidy(0)]), requestId: await requestOf(id) });
    }
    await Promise.all([
      told(...services.map(({ requestId }) => payment(requestId, 'PAID'))),
      ...services.map(({ asked }) => run('finishReturn', step(asked))),
    ]);
    expect(Number((await figures()).subsidy) - Number(before.subsidy)).toBe(600);
  });

  it.each(['CASH', 'GOODS', 'VOUCHER'])('is asked for by card or passbook and never as %s', async (mode) => {
    const service = await opened();
    expect(await ask(service.id, [subsidy(0), subsidy(1, { mode })])).toMatchObject({
      ...{ rule: 'REQUEST_MODE', field: 'subsidies.1.mode' },
      facts: [{ name: 'modes', value: 'BANK_CARD,PASSBOOK' }],
    });
    expect(await list({ returnServiceId: { eq: service.id } })).toEqual([]);
    await ask(service.id, [subsidy(0, { mode: 'PASSBOOK' })]);
    expect(await list({ returnServiceId: { eq: service.id } })).toMatchObject([{ mode: 'PASSBOOK' }]);
  });

  it('asks once, however often the same request is sent', async () => {
    const service = await opened();
    const input = { returnServiceId: service.id, subsidies: [subsidy(0)], idempotencyKey: aKey() };
    await Promise.all([run('requestTravelSubsidies', input), run('requestTravelSubsidies', input)]);
    expect(await serviceOf(service.id)).toEqual({ subsidy: '0.00', subsidyRequested: '200.00' });
    const other = { ...input, subsidies: [subsidy(1)] };
    expect((await mutate(db, 'requestTravelSubsidies', other, { selection: SERVICE })).errors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
  });

  it('I34: is seen by officers of its region alone, in a few statements however many there are', async () => {
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await list({}, wuhu)).toEqual([]);
    const asked = { db: db.app, viewer: countyMaker, query: LIST, variables: { where: {} } };
    const { result, statements } = await countStatements(db.app, () =>
      executeSubgraph<Listed>(migrantsSubgraph, asked),
    );
    expect(result.data.travelSubsidyRequests.nodes.length).toBeGreaterThan(5);
    expect(statements.length).toBeLessThanOrEqual(3);
  });
});
