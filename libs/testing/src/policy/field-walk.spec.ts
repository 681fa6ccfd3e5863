import { describe, expect, it } from '@jest/globals';
import { ForbiddenError } from '@nuan/errors';
import {
  accessOf,
  assertMayAsk,
  enforcePolicy,
  pageOf,
  type Policy,
  policyOf,
  type SubgraphContext,
  typeOf,
} from '@nuan/federation';
import { buildSchema, type GraphQLSchema } from 'graphql';

import { testClock } from '../subgraph-execution';
import { walkQuestions } from './asking-walk';
import { SchemaAsker } from './asker';
import { Cells } from './cells';
import { walkExistence } from './existence-walk';
import { differences, holes, unexpectedClasses, unmet, unnamed, unshown } from './field-verdicts';
import { type Walk, walkFields, type WalkOptions } from './field-walk';

const COUNTY = '01890a5d-ac96-774b-bcce-b30209900001';
const CITY = '01890a5d-ac96-774b-bcce-b30209900002';
const ROWS: Readonly<Record<string, string>> = { [COUNTY]: '340102', [CITY]: '340100' };

/** Persons and a visit in the terms of the platform, as the platform guards them. */
const POLICY: Policy = policyOf({
  types: {
    Worker: typeOf('CASE', 'worker:read', {
      id: 'CASE INTERNAL',
      healthMasked: 'HEALTH SENSITIVE',
      idMasked: 'ID_NUMBER SENSITIVE',
      employment: 'CASE PERSONAL',
    }),
    PageInfo: typeOf('STRUCTURE', null, { endCursor: 'STRUCTURE INTERNAL' }),
    ...pageOf('Worker', 'CASE', 'worker:read'),
  },
  queries: { workers: ['CASE', 'PERSONAL', 'worker:read'], worker: ['CASE', 'PERSONAL', 'worker:read'] },
});

/** How the service behind the graph differs from a sound one. */
interface Service {
  readonly policy?: Policy;
  /** Rows are given whatever the viewer's regions. */
  readonly ignoresRegions?: boolean;
  /** Rows are given whatever the viewer's unions; here no row is of the unions of who is bounded. */
  readonly ignoresUnions?: boolean;
  /** A row outside is refused, and an absent one isn't found. */
  readonly tellsOfRows?: boolean;
}

interface Where {
  readonly region?: { readonly eq?: string };
  readonly not?: object;
}

/** A graph over two persons, one of the county and one of the city, that enforces a policy. */
function graphOf({
  policy = POLICY,
  ignoresRegions = false,
  ignoresUnions = false,
  tellsOfRows = false,
}: Service): GraphQLSchema {
  const schema = buildSchema(`
    scalar RegionCode
    input BooleanFilter { isNull: Boolean }
    input RegionFilter { eq: RegionCode under: RegionCode }
    input WorkerWhere { healthMasked: BooleanFilter employment: BooleanFilter region: RegionFilter not: WorkerWhere }
    type Worker { id: ID! healthMasked: String idMasked: String employment: String }
    type PageInfo { endCursor: String }
    type WorkerEdge { cursor: String! node: Worker! }
    type WorkerConnection { nodes: [Worker!]! edges: [WorkerEdge!]! pageInfo: PageInfo! totalCount: Int! }
    type Query { workers(where: WorkerWhere): WorkerConnection! worker(id: ID!): Worker }
  `);
  const seenBy = ({ viewer }: SubgraphContext, id: string): boolean =>
    (ignoresUnions || viewer.readUnions === null) &&
    (ignoresRegions || viewer.readPrefixes.some((prefix) => ROWS[id]?.startsWith(prefix)));
  const row = (id: string): object => ({
    id,
    healthMasked: 'POOR',
    idMasked: '3499**********0012',
    employment: 'LAID_OFF',
  });
  const fields = schema.getQueryType()?.getFields() ?? {};
  const list = (_source: unknown, args: { where?: Where }, context: SubgraphContext): object => {
    for (const name of Object.keys(args.where?.not ?? {})) {
      const line = policy.types['Worker']?.fields[name];
      assertMayAsk(context.viewer, line && accessOf(line), name);
    }
    const nodes = Object.keys(ROWS)
      .filter((id) => ROWS[id] === (args.where?.region?.eq ?? ROWS[id]) && seenBy(context, id))
      .map(row);
    return { nodes, edges: nodes.map((node) => ({ cursor: 'a', node })), pageInfo: {}, totalCount: nodes.length };
  };
  const lookUp = (_source: unknown, { id }: { id: string }, context: SubgraphContext): object | null => {
    if (tellsOfRows && id in ROWS && !seenBy(context, id)) throw new ForbiddenError('worker:read');
    return id in ROWS && seenBy(context, id) ? row(id) : null;
  };
  if (fields['workers']) fields['workers'].resolve = list as never;
  if (fields['worker']) fields['worker'].resolve = lookUp as never;
  enforcePolicy(schema, policy);
  return schema;
}

function optionsOf(service: Service): WalkOptions {
  const schema = graphOf(service);
  return {
    schema,
    policy: service.policy ?? POLICY,
    asker: new SchemaAsker(schema, testClock),
    literals: () => ({}),
    seeds: (region) => new Map([['Worker.id', region === '340102' ? COUNTY : CITY]]),
    regions: new Map(Object.entries(ROWS).map(([id, code]) => [id, [code]])),
    askAnonymously: null,
  };
}

async function walked(service: Service): Promise<{ readonly options: WalkOptions; readonly walk: Walk }> {
  const options = optionsOf(service);
  return { options, walk: await walkFields(options) };
}

/** The policy with one line flipped. */
function flipped(field: 'healthMasked' | 'idMasked', line: 'CASE INTERNAL' | 'CASE PUBLIC'): Policy {
  const worker = POLICY.types['Worker'];
  if (!worker) return POLICY;
  return { ...POLICY, types: { ...POLICY.types, Worker: { ...worker, fields: { ...worker.fields, [field]: line } } } };
}

describe('the walk over a sound graph', () => {
  it('finds nothing, meets every type, and leaves out nobody', async () => {
    const { options, walk } = await walked({});
    expect(walk.faults).toEqual([]);
    expect(differences(walk.cells, options, {})).toEqual([]);
    expect(unshown(walk.cells, options)).toEqual([]);
    expect(unexpectedClasses(options)).toEqual([]);
    expect(unnamed(options)).toEqual([]);
    expect(await walkQuestions(options, walk.cells)).toEqual([]);
    expect((await walkExistence(options, walk.known, {})).problems).toEqual([]);
    expect(holes(walk.cells, false)).toEqual([]);
    expect(unmet(walk.cells, options)).toEqual(['PageInfo']);
  });
});

describe('a walk whose tokens are taken no longer', () => {
  it('says so of everybody who has one, where a list would seem refused', async () => {
    const options = optionsOf({});
    const untaken = { code: 'UNAUTHENTICATED', message: 'The token has expired.', path: [], details: {} };
    const asker = { ask: () => Promise.resolve({ data: null, refusals: [untaken] }) };
    const { faults } = await walkFields({ ...options, asker });
    expect(faults).toContain('auditor by workers → Worker: : UNAUTHENTICATED The token has expired.');
  });
});

describe('the walk over a graph with one line of its policy flipped', () => {
  it.each([
    [
      'healthMasked',
      'CASE INTERNAL',
      'province (parent) sees Worker.healthMasked (look-up) by worker → Worker and is not to',
    ],
    ['healthMasked', 'CASE PUBLIC', 'cashier (own) sees Worker.healthMasked (list) by workers → Worker and is not to'],
    ['idMasked', 'CASE PUBLIC', 'province (own) sees Worker.idMasked (look-up) by worker → Worker and is not to'],
  ] as const)('names who sees %s once it is %s', async (field, line, difference) => {
    const { options, walk } = await walked({ policy: flipped(field, line) });
    expect(differences(walk.cells, options, {})).toContain(difference);
  });

  it('names who may ask by what it may not see', async () => {
    const { options, walk } = await walked({ policy: flipped('healthMasked', 'CASE PUBLIC') });
    expect(await walkQuestions(options, walk.cells)).toContain(
      'province (own) asks workers by where_healthMasked and is not to',
    );
  });

  it('names who gets into a list whose right was taken away', async () => {
    const policy: Policy = {
      ...POLICY,
      queries: { ...POLICY.queries, workers: ['CASE', 'PERSONAL', 'region:aggregate'] },
    };
    const { options, walk } = await walked({ policy });
    expect(differences(walk.cells, options, {})).toContain(
      'analyst (own) sees Query.workers (list) by workers → Worker and is not to',
    );
  });

  it('names who is refused what it is to see', async () => {
    const policy: Policy = { ...POLICY, queries: { ...POLICY.queries, worker: ['CASE', 'PERSONAL', 'audit:read'] } };
    const { options, walk } = await walked({ policy });
    expect(differences(walk.cells, options, {})).toContain(
      'maker (own) is refused Query.worker (look-up) by worker → Worker and is to see it',
    );
  });

  it('names a value that the policy guards and the second table does not', () => {
    const worker = POLICY.types['Worker'];
    const fields = { ...worker?.fields, employment: 'HEALTH SENSITIVE' } as const;
    const policy: Policy = { ...POLICY, types: { ...POLICY.types, Worker: typeOf('CASE', 'worker:read', fields) } };
    expect(unexpectedClasses({ schema: graphOf({}), policy })).toEqual([
      "Worker.employment is HEALTH, and the second table doesn't say so",
    ]);
  });

  it('names the root fields, rows and added fields of which the duties do not say whose they are', () => {
    const policy = policyOf(POLICY, {
      types: {
        Lamp: typeOf('CASE', 'household:read', { id: 'CASE INTERNAL' }),
        Enterprise: typeOf('PROGRAMME', null, { lamps: 'CASE PERSONAL household:read' }),
      },
    });
    const schema = buildSchema(
      'type Lamp { id: ID! } type Enterprise { lamps: Int } type Query { workers: Int lamp: Lamp enterprise(id: ID!): Enterprise } type Mutation { lightLamp: Lamp }',
    );
    expect(unnamed({ schema, policy })).toEqual(['Query.lamp', 'Mutation.lightLamp', 'Lamp', 'Enterprise.lamps']);
  });
});

describe('the walk over a graph whose rows have no wall', () => {
  it('names who sees a row of a sibling, a city above or another city', async () => {
    const { options, walk } = await walked({ ignoresRegions: true });
    const found = differences(walk.cells, options, {});
    for (const position of ['sibling', 'child', 'foreign'])
      expect(found).toContain(
        `county (${position}) sees Worker.employment (look-up) by worker → Worker of a row outside`,
      );
    expect(await walkQuestions(options, new Cells())).toContain(
      'county (foreign) counts 1 rows outside in workers by where_employment',
    );
  });

  it('names who is bounded to one union and sees a row of another', async () => {
    const { options, walk } = await walked({ ignoresUnions: true });
    expect(differences(walk.cells, options, {})).toContain(
      'maker (union) sees Worker.employment (look-up) by worker → Worker of a row outside',
    );
    expect(await walkQuestions(options, new Cells())).toContain(
      'maker (union) counts 1 rows outside in workers by where_employment',
    );
  });

  it('names who is told that a row exists', async () => {
    const { options, walk } = await walked({ tellsOfRows: true });
    const { problems } = await walkExistence(options, walk.known, {});
    expect(problems.some((problem) => problem.startsWith('maker (foreign) is told by worker → Worker'))).toBe(true);
  });
});
