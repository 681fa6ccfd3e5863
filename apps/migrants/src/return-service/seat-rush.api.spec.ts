import { databaseOptions } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase } from '@nuan/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker } from '../mutation-kit';

const SEATS = 48;
const TRAVELLERS = 600;
const PURCHASES = 120;
const SERVICE = '... on ReturnService { id version status seats subsidy places { capacity held waiting } }';
const BOOK = `mutation($input: BookSeatInput!) { outcome: bookSeat(input: $input) { __typename
  ... on PlaceClaim { id version placeNumber } ... on EventFull { waitingNumber } } }`;
const GIVE_BACK = `mutation($input: CancelPlaceInput!) { outcome: cancelPlace(input: $input) { __typename ... on PlaceClaim { id state } } }`;
const BUY = `mutation($input: BuyGroupTicketsInput!) { outcome: buyGroupTickets(input: $input) { __typename ... on ReturnService { id } } }`;

interface Booked {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly placeNumber?: number;
  readonly waitingNumber?: number;
}

describe('a rush for the way home', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let second: DataSource;

  beforeAll(async () => {
    const { entities } = migrantsSubgraph.database;
    second = await new DataSource(databaseOptions({ url: db.url, entities, applicationName: 'second' })).initialize();
  });
  afterAll(() => second.destroy());

  const travellers = async (): Promise<string[]> => {
    const ids = Array.from({ length: TRAVELLERS }, () => newId());
    await db.owner.query(
      `insert into worker_projection (id, region_code, is_migrant, source_version) select id, '340102', true, 1 from unnest($1::uuid[]) w(id)`,
      [ids],
    );
    return ids;
  };
  const opened = async (input: object): Promise<Answer> => {
    const home = { title: '样例返乡专车', regionCode: '340102', servedOn: '2017-01-24', campaignCode: 'CNY2017' };
    const planned = await answerOf(
      db,
      'planReturn',
      { ...home, ...input, idempotencyKey: aKey() },
      { selection: SERVICE },
    );
    const step = { id: planned.id, expectedVersion: planned.version };
    return answerOf(db, 'openReturn', step, { selection: SERVICE });
  };
  const aBus = (): Promise<Answer> =>
    opened({
      ...{ kind: 'CHARTER_BUS', seats: SEATS },
      ...{ opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-24T08:00:00+08:00' },
    });
  const send = async (from: DataSource, query: string, input: object): Promise<Booked> => {
    const { data, errors } = await executeSubgraph<{ outcome: Booked }>(migrantsSubgraph, {
      ...{ db: from, viewer: countyMaker, query, variables: { input } },
    });
    expect(errors).toEqual([]);
    return data.outcome;
  };
  const book = (from: DataSource, returnServiceId: string, personId: string): Promise<Booked> =>
    send(from, BOOK, { returnServiceId, personId, idempotencyKey: `seat-${returnServiceId}-${personId}` });
  const upTo = (count: number): number[] => Array.from({ length: count }, (_none, at) => at + 1);
  const numbers = (claims: readonly Booked[], of: 'placeNumber' | 'waitingNumber'): number[] =>
    claims.flatMap((one) => one[of] ?? []).sort((a, b) => a - b);
  const stored = async (poolId: string): Promise<object | undefined> =>
    (
      await db.owner.query<object[]>(
        `select count(*) filter (where state = 'HELD')::int as held, count(distinct place_no) filter (where state = 'HELD')::int as places,
           max(place_no) as last, count(*) filter (where state = 'WAITING')::int as waiting, count(distinct worker_id)::int as persons,
           (select held from place_pool where id = $1) as told from place_claim where pool_id = $1`,
        [poolId],
      )
    )[0];

  it('cannot oversell the 48 seats of a bus to 600 who book at once over two pools of connections, and numbers everybody', async () => {
    const [{ id }, people] = await Promise.all([aBus(), travellers()]);
    const [here, there] = await Promise.all([
      Promise.all(people.map((person) => book(db.app, id, person))),
      Promise.all([...people].reverse().map((person) => book(second, id, person))),
    ]);
    expect(numbers(here, 'placeNumber')).toEqual(upTo(SEATS));
    expect(numbers(here, 'waitingNumber')).toEqual(upTo(TRAVELLERS - SEATS));
    expect([...there].reverse()).toEqual(here);
    const waiting = TRAVELLERS - SEATS;
    expect(await stored(id)).toEqual({
      ...{ held: SEATS, places: SEATS, last: SEATS, waiting, persons: TRAVELLERS, told: SEATS },
    });
  }, 60_000);

  it('fills every seat that is given back while others still book, and sells none of them twice', async () => {
    const [{ id }, people] = await Promise.all([aBus(), travellers()]);
    const early = await Promise.all(people.slice(0, SEATS).map((person) => book(db.app, id, person)));
    expect(numbers(early, 'placeNumber')).toEqual(upTo(SEATS));
    const givenBack = early.slice(0, 20);
    const [late] = await Promise.all([
      Promise.all(people.slice(SEATS).map((person, at) => book(at % 2 === 0 ? db.app : second, id, person))),
      Promise.all(
        givenBack.map((seat, at) =>
          send(at % 2 === 0 ? second : db.app, GIVE_BACK, { id: seat.id, expectedVersion: seat.version }),
        ),
      ),
    ]);
    expect(late).toHaveLength(TRAVELLERS - SEATS);
    const waiting = TRAVELLERS - SEATS - givenBack.length;
    expect(await stored(id)).toEqual({
      ...{ held: SEATS, places: SEATS, last: SEATS, waiting, persons: TRAVELLERS, told: SEATS },
    });
  }, 60_000);

  it('adds up 120 purchases of group tickets that come at once and twice: every ticket and every fen, once', async () => {
    const { id } = await opened({ kind: 'GROUP_TICKET', title: '样例团体票' });
    const buy = (from: DataSource, at: number): Promise<Booked> =>
      send(from, BUY, {
        ...{ returnServiceId: id, carrier: '样例铁路', tickets: 3, price: '115.50' },
        idempotencyKey: `tickets-${id}-${String(at)}`,
      });
    const answers = await Promise.all(upTo(PURCHASES).flatMap((at) => [buy(db.app, at), buy(second, at)]));
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['ReturnService']));
    const [sums] = await db.owner.query<object[]>(
      `select s.seats, s.subsidy_fen::int as fen, count(*)::int as purchases, sum(p.tickets)::int as tickets
       from return_service s join group_ticket_purchase p on p.return_service_id = s.id where s.id = $1 group by s.id`,
      [id],
    );
    const tickets = 3 * PURCHASES;
    expect(sums).toEqual({ seats: tickets, fen: tickets * 11_550, purchases: PURCHASES, tickets });
  }, 60_000);
});
