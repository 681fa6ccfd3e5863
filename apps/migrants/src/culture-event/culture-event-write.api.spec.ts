import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { placeClaimMachine } from '../place/place-claim.machine';
import { aCultureEvent, aWorker } from '../row-builders';
import { CultureEventKind } from './culture-event-kind';
import { cultureEventMachine } from './culture-event.machine';

const EVENT = `... on CultureEvent { id version kind status heldOn volunteers participants { value }
  places { phase capacity held waiting } region { code } }`;
const CLAIM = `... on PlaceClaim { id version state placeNumber queueNumber person { id } }`;
const FULL = `... on EventFull { rule field waitingNumber claim { id version state } }`;

const PLAN = {
  ...{ kind: 'NEW_YEAR_DINNER', title: '样例年夜饭', regionCode: '340102', campaignCode: 'CNY2017', quota: 2 },
  ...{ heldOn: '2017-01-27', opensAt: '2017-01-23T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' },
};

describe('events whose places are given out', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let workers: string[] = [];
  beforeAll(async () => {
    workers = await Promise.all(Array.from({ length: 5 }, () => aWorker(db.owner)));
  });
  const worker = (at: number): string => workers[at] ?? '';
  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection: EVENT });
  const plan = (input: object = {}): Promise<Answer> => run('planEvent', { ...PLAN, idempotencyKey: aKey(), ...input });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const opened = async (input: object = {}): Promise<Answer> => run('openEvent', step(await plan(input)));
  const claim = (eventId: string, personId: string, idempotencyKey = aKey()): Promise<Answer> =>
    answerOf(db, 'claimPlace', { eventId, personId, idempotencyKey }, { selection: `${CLAIM} ${FULL}` });
  const giveBack = (answer: Answer): Promise<Answer> => answerOf(db, 'cancelPlace', step(answer), { selection: CLAIM });
  const waitingClaim = (answer: Answer): Answer => answer['claim'] as Answer;
  const read = async (id: string): Promise<unknown> => {
    const query = `{ cultureEvent(id: "${id}") { version status participants { value } places { phase capacity held waiting } } }`;
    return (await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query })).data['cultureEvent'];
  };
  const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> =>
    (await mutate(db, name, input, { selection: '', viewer })).errors[0]?.code;

  it('goes from the plan over claims to its list and who came', async () => {
    const planned = await plan();
    const places = { phase: 'PREPARED', capacity: 2, held: 0, waiting: 0 };
    expect(planned).toMatchObject({ status: 'PLANNED', version: 1, participants: { value: 0 }, places });
    const open = await run('openEvent', step(planned));
    expect(open).toMatchObject({ status: 'OPEN', version: 2, places: { phase: 'OPEN' } });
    const first = await claim(open.id, worker(0));
    expect(first).toMatchObject({ state: 'HELD', placeNumber: 1, queueNumber: null, person: { id: worker(0) } });
    const closed = await run('closeEvent', step(open));
    expect(closed).toMatchObject({ status: 'CLOSED', places: { phase: 'SETTLED', held: 1 } });
    const mark = { eventId: open.id, claimIds: [first.id] };
    expect(await run('markAttended', mark)).toMatchObject({ participants: { value: 1 } });
    expect(await run('markAttended', mark)).toMatchObject({ participants: { value: 1 } });
    expect(await giveBack(first)).toMatchObject({ rule: 'PLACES_SETTLED' });
    expect(await run('openEvent', step(closed))).toMatchObject({ rule: 'VERSION' });
  });

  it.each(Object.values(CultureEventKind))('gives out exactly its places whatever it is: %s', async (kind) => {
    const { id, ...event } = await opened({ kind, quota: 2 });
    expect(event).toMatchObject({ kind, status: 'OPEN' });
    const claims = [await claim(id, worker(0)), await claim(id, worker(1)), await claim(id, worker(2))];
    expect(claims.map(({ placeNumber }) => placeNumber)).toEqual([1, 2, undefined]);
    expect(claims[2]).toMatchObject({ rule: 'EVENT_FULL', waitingNumber: 1 });
    expect(await read(id)).toMatchObject({ places: { capacity: 2, held: 2, waiting: 1 } });
  });

  it('gives a person one place, whichever key it comes with, and the same event for the same key', async () => {
    const key = aKey();
    const event = await plan({ idempotencyKey: key });
    expect((await plan({ idempotencyKey: key })).id).toBe(event.id);
    const { id } = await run('openEvent', step(event));
    const sent = aKey();
    const [first, again, other] = await Promise.all([
      ...[claim(id, worker(0), sent), claim(id, worker(0), sent), claim(id, worker(0))],
    ]);
    expect([again, other]).toEqual([first, first]);
    const input = { eventId: id, personId: worker(1), idempotencyKey: sent };
    expect(await code('claimPlace', input)).toBe('CONFLICT');
    expect(await read(id)).toMatchObject({ places: { held: 1 } });
  });

  it('I33: says of a claim for whom it was made, though a delegate’s come with those of its own', async () => {
    const { id } = await opened({ quota: 3 });
    const token = { tokenId: null, issuer: 'test', client: null, issuedAtS: 0, emergencyId: null };
    const credential = { ...token, contract: null, rateClass: null, onBehalfOf: 'maker-9' };
    const delegate = { ...countyMaker, credential };
    const ask = (at: number, viewer: typeof countyMaker) =>
      mutate(
        db,
        'claimPlace',
        { eventId: id, personId: worker(at), idempotencyKey: aKey() },
        { selection: CLAIM, viewer },
      );
    await Promise.all([ask(0, countyMaker), ask(1, countyMaker), ask(2, delegate)]);
    const acts = await db.owner.query<object[]>(
      `select distinct $2::uuid = any (subject_ids) as "isThird", detail ->> 'onBehalfOf' as "for" from audit_entry
       where action = 'place.claim' and $1::uuid = any (subject_ids) order by 1`,
      [id, worker(2)],
    );
    expect(acts).toEqual([
      { isThird: false, for: null },
      { isThird: true, for: 'maker-9' },
    ]);
  });

  it('lets the next on the waiting list move up when a place is given back, in order, with its number', async () => {
    const { id } = await opened();
    const claims: Answer[] = [];
    for (const person of workers) claims.push(await claim(id, person));
    const [first, second, third, fourth, fifth] = claims;
    if (!first || !second || !third || !fourth || !fifth) throw new TypeError('five claims');
    expect(third).toMatchObject({ __typename: 'EventFull', rule: 'EVENT_FULL', field: 'eventId', waitingNumber: 1 });
    expect(await giveBack(waitingClaim(third))).toMatchObject({ state: 'CANCELLED' });
    expect(await giveBack(first)).toMatchObject({ state: 'CANCELLED', placeNumber: null });
    const query = `{ placeClaims(where: { poolId: { eq: "${id}" } }) { nodes { person { id } state placeNumber queueNumber } } }`;
    const list = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(list.data['placeClaims']).toMatchObject({
      nodes: expect.arrayContaining([
        { person: { id: worker(3) }, state: 'HELD', placeNumber: 1, queueNumber: 2 },
        { person: { id: worker(1) }, state: 'HELD', placeNumber: 2, queueNumber: null },
        { person: { id: worker(4) }, state: 'WAITING', placeNumber: null, queueNumber: 3 },
      ]),
    });
    expect(await claim(id, worker(0))).toMatchObject({ waitingNumber: 4 });
    expect(await read(id)).toMatchObject({ places: { held: 2, waiting: 2 } });
    expect(await giveBack({ ...first, version: 2 })).toMatchObject({ rule: 'TRANSITION', refusedIn: 'CANCELLED' });
  });

  it('fills a place that was given back with nobody waiting, under its own number', async () => {
    const { id } = await opened({ quota: 3 });
    const first = await claim(id, worker(0));
    await claim(id, worker(1));
    await giveBack(first);
    expect(await claim(id, worker(2))).toMatchObject({ placeNumber: 1 });
    expect(await claim(id, worker(3))).toMatchObject({ placeNumber: 3 });
  });

  it('takes claims while it is open and within its window alone, and still answers who has claimed', async () => {
    const early = await opened({ opensAt: '2017-01-24T08:00:00+08:00' });
    const planned = await plan();
    const refused = { rule: 'PLACES_NOT_OPEN', field: 'id' };
    expect(await claim(early.id, worker(0))).toMatchObject(refused);
    expect(await claim(planned.id, worker(0))).toMatchObject(refused);
    const open = await opened();
    const key = aKey();
    const first = await claim(open.id, worker(0), key);
    await run('closeEvent', step(open));
    expect(await claim(open.id, worker(0), key)).toEqual(first);
    expect(await claim(open.id, worker(1))).toMatchObject(refused);
  });

  it('takes every place back when it is given up', async () => {
    const open = await opened();
    for (const person of workers.slice(0, 3)) await claim(open.id, person);
    const cancelled = await run('cancelEvent', { ...step(open), reason: '场地停用' });
    expect(cancelled).toMatchObject({ status: 'CANCELLED', places: { held: 0, waiting: 0 } });
    const states = await db.owner.query('select distinct state from place_claim where pool_id = $1', [open.id]);
    expect(states).toEqual([{ state: 'CANCELLED' }]);
  });

  it('refuses a disordered plan, attendance without a place, and an unknown person, each for itself', async () => {
    expect(await plan({ closesAt: '2017-01-22T08:00:00+08:00' })).toMatchObject({ rule: 'WINDOW_DISORDERED' });
    expect(await plan({ heldOn: '2017-01-20' })).toMatchObject({ rule: 'EVENT_BEFORE_WINDOW', field: 'heldOn' });
    const { id } = await opened({ quota: 1 });
    const [known, unknown, away] = await Promise.all([
      claim(id, worker(0)),
      code('claimPlace', { eventId: id, personId: newId(), idempotencyKey: aKey() }),
      code('claimPlace', {
        ...{ eventId: id, personId: await aWorker(db.owner, { region_code: '340202' }), idempotencyKey: aKey() },
      }),
    ]);
    expect([known.placeNumber, unknown, away]).toEqual([1, 'NOT_FOUND', 'NOT_FOUND']);
    const waits = waitingClaim(await claim(id, worker(1)));
    expect(await run('markAttended', { eventId: id, claimIds: [known.id, waits.id] })).toMatchObject({
      ...{ rule: 'PLACE_NOT_HELD', facts: [{ name: 'missing', value: '1' }] },
    });
  });

  it('cannot be oversold in the database either', async () => {
    const { id } = await opened({ quota: 1 });
    await claim(id, worker(0));
    const insert = `insert into place_claim (id, pool_id, worker_id, region_code, state, place_no, claimed_at)
      values (gen_random_uuid(), $1, $2, '340102', 'HELD', $3, now())`;
    await expect(db.owner.query(insert, [id, worker(1), 2])).rejects.toThrow('there are no more places');
    await expect(db.owner.query(insert, [id, worker(1), 1])).rejects.toThrow('place_claim_pool_id_place_no_unique');
    await expect(db.owner.query(insert, [id, worker(0), 3])).rejects.toThrow('place_claim_pool_id_worker_id_unique');
    const over = db.owner.query('update place_pool set held = 2 where id = $1', [id]);
    await expect(over).rejects.toThrow('place_pool_held_within_capacity');
  });

  it('I34: is run by officers of its region, and claimed by whom the right to join was given', async () => {
    const open = await opened();
    const input = { eventId: open.id, personId: worker(0), idempotencyKey: aKey() };
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('claimPlace', input, wuhu)).toBe('NOT_FOUND');
    expect(await code('closeEvent', step(open), wuhu)).toBe('NOT_FOUND');
    expect(await code('planEvent', { ...PLAN, regionCode: '340202', idempotencyKey: aKey() })).toBe('FORBIDDEN');
    const partner = viewerWith({ role: 'partner', read: ['340102'], scopes: ['event:join'] });
    expect(await code('closeEvent', step(open), partner)).toBe('FORBIDDEN');
    expect(await code('claimPlace', input, partner)).toBeUndefined();
    expect(await code('claimPlace', input, viewerWith({ role: 'checker', read: ['340102'] }))).toBe('FORBIDDEN');
    const held = await aCultureEvent(db.owner);
    expect(await read(held)).toMatchObject({ status: 'CLOSED', places: null });
    expect(await code('claimPlace', { ...input, eventId: held })).toBe('NOT_FOUND');
  });

  testTransitions({ machine: cultureEventMachine, database: db, table: 'culture_event' });
  testTransitions({ machine: placeClaimMachine, database: db, table: 'place_claim', column: 'state' });
});
