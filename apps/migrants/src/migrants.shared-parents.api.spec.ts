import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, plantUnions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from './mutation-kit';
import { anEnterprise, anHonour, aStation, aWageCase, aWorker } from './row-builders';

const HERE = '340102';
const [STEEL, COAL] = [newId(), newId()] as const;

const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-24T08:00:00+08:00' };
const SELECTIONS: Readonly<Record<string, string>> = {
  Place: '... on PlaceClaim { id state }',
  Claim: '... on PlaceClaim { id version state placeNumber } ... on EventFull { waitingNumber claim { id version } }',
  Event: '... on CultureEvent { id version status participants { value } places { held waiting } }',
  Return: '... on ReturnService { id version status subsidyRequested served { value } places { held waiting } }',
  Case: '... on WageCase { id version state workers { value } }',
};

/** A maker of the county who reads for one of its unions and writes for it. */
const makerOf = (union: string, more: object = {}) =>
  viewerWith({ role: 'maker', subject: `maker-${union}`, read: [HERE], readUnions: [union], ...more });

const PARENTS = [
  ['a trip', 'Return', 'bookSeat', 'returnServiceId'],
  ['an event', 'Event', 'claimPlace', 'eventId'],
] as const;

describe('what members of two unions of a county share', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const [steel, coal] = [makerOf(STEEL), makerOf(COAL)];
  let people: Readonly<Record<'steel' | 'coal', readonly string[]>> = { steel: [], coal: [] };

  beforeAll(() => plantUnions(db.owner, { [STEEL]: null, [COAL]: null }));
  beforeEach(async () => {
    const members = async (union_id: string): Promise<string[]> => {
      const ids: string[] = [];
      for (let at = 0; at < 3; at += 1) ids.push(await aWorker(db.owner, { union_id, household_id: newId() }));
      return ids;
    };
    people = { steel: await members(STEEL), coal: await members(COAL) };
  });
  const [ofSteel, ofCoal] = [(at: number) => people.steel[at] ?? '', (at: number) => people.coal[at] ?? ''];

  const run = (kind: string, name: string, input: object, viewer = countyMaker): Promise<Answer> =>
    answerOf(db, name, input, { selection: SELECTIONS[kind] ?? '', viewer });
  const refusal = async (name: string, input: object, viewer = steel) =>
    (await mutate(db, name, input, { selection: '', viewer })).errors[0];
  const step = ({ id, version }: Answer) => ({ id, expectedVersion: version });
  const opened = async (kind: string): Promise<Answer> => {
    const about = { title: '样例', regionCode: HERE, idempotencyKey: aKey(), ...WINDOW };
    const planned = await (kind === 'Event'
      ? run('Event', 'planEvent', { ...about, kind: 'NEW_YEAR_DINNER', heldOn: '2017-01-27', quota: 2 })
      : run('Return', 'planReturn', { ...about, kind: 'CHARTER_BUS', servedOn: '2017-01-24', seats: 2 }));
    return run(kind, `open${kind}`, step(planned));
  };
  const latest = async (kind: string, id: string): Promise<Answer> => {
    const [root, type] = kind === 'Event' ? ['cultureEvent', 'CultureEvent'] : ['returnService', 'ReturnService'];
    const query = `{ parent: ${root}(id: "${id}") { ... on ${type} { id version status places { held waiting } } } }`;
    return (await executeSubgraph<{ parent: Answer }>(migrantsSubgraph, { db: db.app, viewer: steel, query })).data
      .parent;
  };
  /** The claims as they stand, whoever may see them. */
  const claims = (poolId: string): Promise<object[]> =>
    db.owner.query<object[]>(
      'select worker_id as person, state, place_no as place from place_claim where pool_id = $1 order by claimed_at, id',
      [poolId],
    );

  describe.each(PARENTS)('%s', (_name, kind, join, parent) => {
    const claim = (parentId: string, personId: string, viewer = steel): Promise<Answer> =>
      run('Claim', join, { [parent]: parentId, personId, idempotencyKey: aKey() }, viewer);
    const held = (person: string, place: number) => ({ person, state: 'HELD', place });

    it('gives a union’s member the lowest number that nobody has, and a place given back to who waits longest', async () => {
      const { id } = await opened(kind);
      const first = await claim(id, ofCoal(0), coal);
      expect(await claim(id, ofSteel(0))).toMatchObject({ state: 'HELD', placeNumber: 2 });
      for (const [person, viewer] of [
        [ofCoal(1), coal],
        [ofSteel(1), steel],
      ] as const)
        expect(await claim(id, person, viewer)).toMatchObject({ __typename: 'EventFull' });
      const { places } = await latest(kind, id);
      expect(places).toEqual({ held: 2, waiting: 2 });
      // The steel workers' own place goes to the colliery's member, who waits longer; of it nothing is told but the counts.
      const [own] = await db.owner.query<Answer[]>(
        'select id, version from place_claim where pool_id = $1 and worker_id = $2',
        [...[id, ofSteel(0)]],
      );
      if (!own) throw new TypeError('a claim');
      expect(await run('Place', 'cancelPlace', step(own), steel)).toMatchObject({ state: 'CANCELLED' });
      expect(await latest(kind, id)).toMatchObject({ places: { held: 2, waiting: 1 } });
      expect(await run('Place', 'cancelPlace', step(first), coal)).toMatchObject({ state: 'CANCELLED' });
      expect(await latest(kind, id)).toMatchObject({ places: { held: 2, waiting: 0 } });
      expect(await claims(id)).toEqual([
        { person: ofCoal(0), state: 'CANCELLED', place: null },
        { person: ofSteel(0), state: 'CANCELLED', place: null },
        held(ofCoal(1), 2),
        held(ofSteel(1), 1),
      ]);
    });

    it('shows a union its own members’ claims alone, and gives back none of another’s', async () => {
      const { id } = await opened(kind);
      const other = await claim(id, ofCoal(0), coal);
      await claim(id, ofSteel(0));
      const query = `{ placeClaims(where: { poolId: { eq: "${id}" } }) { totalCount nodes { person { id } } } }`;
      const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: steel, query });
      expect(data['placeClaims']).toEqual({ totalCount: 1, nodes: [{ person: { id: ofSteel(0) } }] });
      expect(await refusal('cancelPlace', step(other))).toMatchObject({ code: 'NOT_FOUND' });
      const another = { [parent]: id, personId: ofCoal(1), idempotencyKey: aKey() };
      expect(await refusal(join, another)).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('refuses who is seen and not written for, and nobody who came with it', async () => {
      const { id } = await opened(kind);
      const reader = makerOf(STEEL, { readUnions: [STEEL, COAL], writeUnions: [STEEL], subject: 'maker-of-both' });
      const ask = (personId: string) =>
        mutate(
          db,
          join,
          { [parent]: id, personId, idempotencyKey: aKey() },
          { selection: SELECTIONS['Claim'] ?? '', viewer: reader },
        );
      // While the first is settled the others form one batch.
      const [one, other, two] = await Promise.all([ask(ofSteel(0)), ask(ofCoal(0)), ask(ofSteel(1))]);
      expect([one, two].map(({ errors }) => errors)).toEqual([[], []]);
      expect(other?.errors).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'personId' } }]);
      expect(await claims(id)).toHaveLength(2);
    });

    it('answers each token by what it may see, though one officer’s arrive at once', async () => {
      const { id } = await opened(kind);
      await claim(id, ofCoal(0), coal);
      const more = { subject: 'maker-of-two-tokens', writeUnions: [STEEL] };
      const [wide, narrow] = [makerOf(STEEL, { ...more, readUnions: [STEEL, COAL] }), makerOf(STEEL, more)];
      const ask = (viewer: typeof steel) => {
        const input = { [parent]: id, personId: ofCoal(0), idempotencyKey: aKey() };
        return mutate(db, join, input, { selection: SELECTIONS['Claim'] ?? '', viewer });
      };
      const [first, second, third] = await Promise.all([ask(wide), ask(wide), ask(narrow)]);
      for (const { data } of [first, second]) expect(data[join]).toMatchObject({ state: 'HELD', placeNumber: 1 });
      expect(third.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    });

    it('is given up by the region alone, which takes every union’s places back', async () => {
      const { id, ...open } = await opened(kind);
      await claim(id, ofCoal(0), coal);
      await claim(id, ofSteel(0));
      await claim(id, ofCoal(1), coal);
      const input = { ...step({ ...open, id }), reason: '停运' };
      expect(await refusal(`cancel${kind}`, input)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await latest(kind, id)).toMatchObject({ status: 'OPEN', places: { held: 2, waiting: 1 } });
      expect(await run(kind, `cancel${kind}`, input)).toMatchObject({
        status: 'CANCELLED',
        places: { held: 0, waiting: 0 },
      });
      expect(await claims(id)).toEqual(
        [ofCoal(0), ofSteel(0), ofCoal(1)].map((person) => ({ person, state: 'CANCELLED', place: null })),
      );
    });
  });

  it('counts who boarded of every union, though each marks its own members', async () => {
    const trip = await opened('Return');
    const seat = (personId: string, viewer: typeof steel): Promise<Answer> =>
      run('Claim', 'bookSeat', { returnServiceId: trip.id, personId, idempotencyKey: aKey() }, viewer);
    const [own, other] = [await seat(ofSteel(0), steel), await seat(ofCoal(0), coal)];
    await run('Return', 'departReturn', step(trip));
    const board = (claimIds: readonly string[], viewer: typeof steel): Promise<Answer> =>
      run('Return', 'markBoarded', { returnServiceId: trip.id, claimIds }, viewer);
    expect(await board([own.id, other.id], steel)).toMatchObject({
      ...{ rule: 'PLACE_NOT_HELD', facts: [{ name: 'missing', value: '1' }] },
    });
    expect(await board([own.id], steel)).toMatchObject({ served: { value: 1 } });
    const boarded = await board([other.id], coal);
    expect(boarded).toMatchObject({ served: { value: 2 } });
    expect(await run('Return', 'recordServed', { ...step(boarded), served: 1 })).toMatchObject({
      ...{ rule: 'SERVED_OUT_OF_BOUNDS', facts: expect.arrayContaining([{ name: 'boarded', value: '2' }]) },
    });
    const records = await db.owner.query<{ worker: string }[]>(
      'select worker_id as worker from service_record where return_service_id = $1',
      [trip.id],
    );
    expect(new Set(records.map(({ worker }) => worker))).toEqual(new Set([ofSteel(0), ofCoal(0)]));
  });

  it('marks who came to an event for each union, and counts them all', async () => {
    const event = await opened('Event');
    const join = (personId: string, viewer: typeof steel): Promise<Answer> =>
      run('Claim', 'claimPlace', { eventId: event.id, personId, idempotencyKey: aKey() }, viewer);
    const [own, other] = [await join(ofSteel(0), steel), await join(ofCoal(0), coal)];
    const mark = (claimIds: readonly string[], viewer: typeof steel): Promise<Answer> =>
      run('Event', 'markAttended', { eventId: event.id, claimIds }, viewer);
    expect(await mark([other.id], steel)).toMatchObject({ rule: 'PLACE_NOT_HELD' });
    expect(await mark([own.id], steel)).toMatchObject({ participants: { value: 1 } });
    expect(await mark([other.id], coal)).toMatchObject({ participants: { value: 2 } });
  });

  it('asks for travel subsidies for each union’s members, and ends with all of them', async () => {
    const about = { kind: 'TRANSPORT_SUBSIDY', title: '样例交通补贴', regionCode: HERE, servedOn: '2017-01-24' };
    const service = await run(
      'Return',
      'openReturn',
      step(await run('Return', 'planReturn', { ...about, idempotencyKey: aKey() })),
    );
    const asking = (personId: string) => ({
      ...{ returnServiceId: service.id, subsidies: [{ personId, amount: '200.00' }], idempotencyKey: aKey() },
    });
    expect(await refusal('requestTravelSubsidies', asking(ofCoal(0)))).toMatchObject({ code: 'NOT_FOUND' });
    await run('Return', 'requestTravelSubsidies', asking(ofSteel(0)), steel);
    const asked = await run('Return', 'requestTravelSubsidies', asking(ofCoal(0)), coal);
    expect(asked).toMatchObject({ subsidyRequested: '400.00' });
    const query = `{ travelSubsidyRequests(where: { returnServiceId: { eq: "${service.id}" } }) { totalCount nodes { person { id } } } }`;
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: steel, query });
    expect(data['travelSubsidyRequests']).toEqual({ totalCount: 1, nodes: [{ person: { id: ofSteel(0) } }] });
    expect(await refusal('finishReturn', step(asked))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal('cancelReturn', { ...step(asked), reason: '误操作' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await run('Return', 'cancelReturn', { ...step(asked), reason: '误操作' })).toMatchObject({
      rule: 'SUBSIDIES_REQUESTED',
    });
    expect(await run('Return', 'finishReturn', step(asked))).toMatchObject({ status: 'DONE', served: { value: 2 } });
    const [records] = await db.owner.query<object[]>(
      'select count(*)::int as records from service_record where return_service_id = $1',
      [service.id],
    );
    expect(records).toEqual({ records: 2 });
  });

  it('verifies a wage case for no fewer workers than it names, of whichever union', async () => {
    const enterprise_id = await anEnterprise(db.owner);
    const id = await aWageCase(db.owner, { enterprise_id, state: 'REPORTED', workers: 5, reported_by: 'another' });
    for (const worker_id of [ofSteel(0), ofCoal(0), ofCoal(1)])
      await insertRow(db.owner, 'wage_case_worker', { wage_case_id: id, worker_id });
    const verify = (workers: number): Promise<Answer> =>
      run('Case', 'verifyWageCase', { id, expectedVersion: 1, workers }, steel);
    expect(await verify(2)).toMatchObject({
      ...{ rule: 'MORE_NAMED_THAN_COUNTED', facts: expect.arrayContaining([{ name: 'named', value: '3' }]) },
    });
    expect(await verify(3)).toMatchObject({ state: 'VERIFIED', workers: { value: 3 } });
    const query = `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Worker { wageCases { id } } } }`;
    const keys = [ofSteel(0), ofCoal(0)].map((worker) => ({ __typename: 'Worker', id: worker }));
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: steel, query, variables: { keys } });
    expect(data['_entities']).toEqual([{ wageCases: [{ id }] }, { wageCases: [] }]);
    const report = {
      enterpriseId: enterprise_id,
      regionCode: HERE,
      workers: 2,
      owed: '1000.00',
      workerIds: [ofSteel(0), ofCoal(0)],
    };
    expect(await run('Case', 'reportWageCase', { ...report, idempotencyKey: aKey() }, steel)).toMatchObject({
      ...{ rule: 'WORKER_UNKNOWN', facts: [{ name: 'unknown', value: '1' }] },
    });
  });

  it('I34: leaves a station of no union and a team’s honour to the region', async () => {
    const station = await aStation(db.owner, { union_id: null });
    const close = { id: station, expectedVersion: 1, reason: '停用' };
    expect(await refusal('closeStation', close)).toMatchObject({ code: 'NOT_FOUND' });
    const city = makerOf(STEEL, { role: 'city' });
    const team = await anHonour(db.owner, { worker_id: null });
    const stay = { id: team, expectedVersion: 1, from: '2017-02-01', to: '2017-02-05' };
    expect(await refusal('grantRestStay', stay, city)).toMatchObject({ code: 'FORBIDDEN' });
    const own = await anHonour(db.owner, { worker_id: ofSteel(0) });
    expect(await refusal('grantRestStay', { ...stay, id: own }, city)).toBeUndefined();
  });
});
