import { databaseOptions } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf } from '../mutation-kit';

const PLACES = 300;
const CLAIMANTS = 2000;
const CLAIM = `mutation($input: ClaimPlaceInput!) { claimPlace(input: $input) { __typename
  ... on PlaceClaim { id placeNumber person { id } } ... on EventFull { waitingNumber claim { id person { id } } } } }`;

interface Claimed {
  readonly __typename: string;
  readonly placeNumber?: number;
  readonly waitingNumber?: number;
}

/** The partner whose app the workers hold in their hands. */
const app = viewerWith({ role: 'partner', read: ['340102'], scopes: ['event:join'], subject: 'app-1' });
const EVENT = '... on CultureEvent { id version status places { capacity held waiting } }';

describe('a rush for places', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let second: DataSource;

  beforeAll(async () => {
    const { entities } = migrantsSubgraph.database;
    second = await new DataSource(databaseOptions({ url: db.url, entities, applicationName: 'second' })).initialize();
  });
  afterAll(() => second.destroy());

  const persons = async (count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => newId());
    await db.owner.query(
      `insert into worker_projection (id, region_code, is_migrant, source_version) select id, '340102', true, 1 from unnest($1::uuid[]) w(id)`,
      [ids],
    );
    return ids;
  };
  const openEvent = async (quota: number): Promise<Answer> => {
    const planned = await answerOf(
      db,
      'planEvent',
      {
        ...{ kind: 'APP_DRIVE', title: '样例抢吧', regionCode: '340102', heldOn: '2017-01-26', quota },
        ...{ opensAt: '2017-01-23T08:00:00+08:00', closesAt: '2017-01-24T08:00:00+08:00', idempotencyKey: aKey() },
      },
      { selection: EVENT },
    );
    return answerOf(db, 'openEvent', { id: planned.id, expectedVersion: planned.version }, { selection: EVENT });
  };
  const claim = async (from: DataSource, eventId: string, personId: string): Promise<Claimed> => {
    const variables = { input: { eventId, personId, idempotencyKey: `rush-${eventId}-${personId}` } };
    const { data, errors } = await executeSubgraph<{ claimPlace: Claimed }>(migrantsSubgraph, {
      ...{ db: from, viewer: app, query: CLAIM, variables },
    });
    expect(errors).toEqual([]);
    return data.claimPlace;
  };
  const numbers = (claims: readonly Claimed[], of: 'placeNumber' | 'waitingNumber'): number[] =>
    claims.flatMap((one) => one[of] ?? []).sort((a, b) => a - b);
  const upTo = (count: number): number[] => Array.from({ length: count }, (_none, at) => at + 1);
  const expectExactlyFilled = async (eventId: string, claims: readonly Claimed[]): Promise<void> => {
    expect(numbers(claims, 'placeNumber')).toEqual(upTo(PLACES));
    expect(numbers(claims, 'waitingNumber')).toEqual(upTo(CLAIMANTS - PLACES));
    const [stored] = await db.owner.query<object[]>(
      `select count(*)::int as claims, count(distinct worker_id)::int as persons, count(distinct place_no)::int as places,
         max(place_no) as last, (select held from place_pool where id = $1) as held from place_claim where pool_id = $1`,
      [eventId],
    );
    expect(stored).toEqual({ claims: CLAIMANTS, persons: CLAIMANTS, places: PLACES, last: PLACES, held: PLACES });
  };

  it('gives 300 places to exactly 300 of 2,000 who claim at once, numbers the rest, and loses nobody', async () => {
    const [{ id }, people] = await Promise.all([openEvent(PLACES), persons(CLAIMANTS)]);
    const claims = await Promise.all(people.map((person) => claim(db.app, id, person)));
    await expectExactlyFilled(id, claims);
    // Within one process whoever came first has the lower number.
    expect(claims.slice(0, PLACES).map(({ placeNumber }) => placeNumber)).toEqual(upTo(PLACES));
    const [acts] = await db.owner.query<{ count: number; placed: number; queued: number }[]>(
      `select count(*)::int as count, sum((detail ->> 'placed')::int)::int as placed, sum((detail ->> 'queued')::int)::int as queued
       from audit_entry where action = 'place.claim' and $1::uuid = any (subject_ids)`,
      [id],
    );
    expect(acts).toMatchObject({ placed: PLACES, queued: CLAIMANTS - PLACES });
    // What makes a rush bearable: one commit for many claims.
    expect(acts?.count).toBeLessThan(CLAIMANTS / 20);
  }, 60_000);

  it('does so through two queues with a pool of connections each, every claim sent through both, one place per person', async () => {
    const [{ id }, people] = await Promise.all([openEvent(PLACES), persons(CLAIMANTS)]);
    const [here, there] = await Promise.all([
      Promise.all(people.map((person) => claim(db.app, id, person))),
      Promise.all([...people].reverse().map((person) => claim(second, id, person))),
    ]);
    await expectExactlyFilled(id, here);
    expect([...there].reverse()).toEqual(here);
  }, 90_000);
});
