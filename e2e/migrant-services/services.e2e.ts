import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { inexactFigures } from '../testkit/exact-figures';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays. */
const LUYANG = '340103';

const PEOPLE = {
  maker: { role: 'maker', region: LUYANG, subject: 'luyang-maker' },
  /** The app that the workers use: it may claim for them, and nothing else. */
  app: {
    role: 'partner',
    region: LUYANG,
    subject: 'workers-app',
    department: '工会服务平台',
    contract: 'service-platform',
    subgraph: 'migrants',
    scopes: ['event:join'],
  },
} as const;
type Person = keyof typeof PEOPLE;

interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly placeNumber?: number;
  readonly waitingNumber?: number;
}

const CLAIM = '... on PlaceClaim { id version placeNumber } ... on EventFull { waitingNumber }';
let serial = 0;
const key = (): { idempotencyKey: string } => ({ idempotencyKey: `services-${String((serial += 1))}` });

/** Places and seats given out before Spring Festival: officers through the gateway, the workers' app through its subgraph alone. */
describe('services before Spring Festival', () => {
  let graph: SampleSupergraph;
  let workers: readonly string[] = [];

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    const rows = await graph.db.migrants.query<{ id: string }[]>(
      'select id from worker_projection where region_code = $1 order by is_migrant desc, id limit 6',
      [LUYANG],
    );
    workers = rows.map(({ id }) => id);
  });
  afterAll(() => graph.stop());

  const document = (name: string, selection: string): string => {
    const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    return `mutation ($input: ${input}) { outcome: ${name}(input: $input) { __typename ${selection} ... on RuleBroken { rule } } }`;
  };
  /** To the subgraph itself, as an app that knows nothing of the gateway. */
  const direct = async (person: Person, query: string, variables: object): Promise<Answer<{ outcome: Outcome }>> => {
    const authorization = `Bearer ${await graph.tokens.issue(PEOPLE[person])}`;
    const response = await fetch(`${graph.subgraphs.migrants.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<{ outcome: Outcome }>;
  };
  const act = async (name: string, type: string, input: object): Promise<Outcome> => {
    const query = document(name, `... on ${type} { id version }`);
    const { data, errors } = await graph.ask<{ outcome: Outcome }>(query, { input }, PEOPLE.maker);
    expect(errors).toBeUndefined();
    return data.outcome;
  };
  const claim = async (eventId: string, personId: string | undefined): Promise<Outcome> => {
    const input = { eventId, personId, ...key() };
    const { data, errors } = await direct('app', document('claimPlace', CLAIM), { input });
    expect(errors).toBeUndefined();
    return data.outcome;
  };
  const step = ({ id, version }: Outcome): object => ({ id, expectedVersion: version });

  it('gives the places of a dinner to those who were first, and one that is given back to who waits', async () => {
    const dinner = { kind: 'NEW_YEAR_DINNER', title: '样例年夜饭', regionCode: LUYANG, heldOn: '2017-01-27', quota: 4 };
    const window = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' };
    const planned = await act('planEvent', 'CultureEvent', { ...dinner, ...window, ...key() });
    const open = await act('openEvent', 'CultureEvent', step(planned));
    const claims = await Promise.all(workers.map((person) => claim(open.id, person)));
    const places = claims.flatMap(({ placeNumber }) => placeNumber ?? []);
    const waiting = claims.flatMap(({ waitingNumber }) => waitingNumber ?? []);
    expect([places.sort(), waiting.sort()]).toEqual([
      [1, 2, 3, 4],
      [1, 2],
    ]);
    const seated = claims.filter(({ __typename }) => __typename === 'PlaceClaim');
    await act('cancelPlace', 'PlaceClaim', step(seated[0] as Outcome));
    const closed = await act('closeEvent', 'CultureEvent', step(open));
    const claimIds = seated.slice(1).map(({ id }) => id);
    await act('markAttended', 'CultureEvent', { eventId: closed.id, claimIds });
    const query = `{ cultureEvent(id: "${open.id}") { status participants { value } places { held waiting } } }`;
    const { data } = await graph.ask<object>(query, {}, PEOPLE.maker);
    expect(data).toEqual({
      cultureEvent: { status: 'CLOSED', participants: { value: 3 }, places: { held: 4, waiting: 1 } },
    });
  });

  it('lets the app claim, and neither read the list nor run the event', async () => {
    const cancel = document('cancelEvent', '... on CultureEvent { id }');
    const input = { id: workers[0], expectedVersion: 1, reason: '越权' };
    const refused = { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    expect((await direct('app', cancel, { input })).errors?.[0]).toMatchObject(refused);
    const list = await direct('app', '{ placeClaims { totalCount } }', {});
    expect(list.errors).toMatchObject([refused]);
  });

  it('leaves an audit chain that holds', async () => {
    expect(await verifyAudit(graph.db.migrants)).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
