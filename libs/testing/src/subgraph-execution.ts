import { AsyncLocalStorage } from 'node:async_hooks';
import type { Viewer } from '@nuan/auth';
import {
  createFieldCipher,
  type FieldCipher,
  type FieldKeys,
  keyProvider,
  newMasterKeys,
  wrapFieldKeys,
} from '@nuan/database';
import { asViewer } from '@nuan/facts';
import {
  buildSubgraphSchema,
  callerBy,
  createContext,
  GATEWAY_CALLER,
  type SubgraphDefinition,
  wireError,
} from '@nuan/federation';
import { type Clock, fixedClock } from '@nuan/kernel';
import { graphql, type GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';

/** An operation to run in process. */
export interface SubgraphExecution {
  readonly db: DataSource;
  readonly viewer: Viewer;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Default: {@link testClock}. */
  readonly clock?: Clock;
  /** Whether the gateway asks, as it does by default; otherwise `_entities` and `_service` need the viewer's scopes. */
  readonly isGateway?: boolean;
}

/** An error as the wire would show it. */
export interface ExecutionError {
  readonly message: string;
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly details: Readonly<Record<string, unknown>>;
  /** What was thrown, for a failing test's output. */
  readonly cause: unknown;
}

/** What an operation answered. */
export interface ExecutionOutcome<Data> {
  readonly data: Data;
  readonly errors: readonly ExecutionError[];
}

/** 2017-01-23 18:00 in Asia/Shanghai, the as-of date of the sample campaign. */
export const testClock: Clock = fixedClock(new Date('2017-01-23T18:00:00+08:00'));

const TEST_KEYS: FieldKeys = { keys: [{ id: 'test', key: Buffer.alloc(32, 7) }], hashKey: Buffer.alloc(32, 9) };

/** A cipher with fixed keys, equal in all tests. */
export const testCipher: FieldCipher = createFieldCipher(TEST_KEYS);

/** The files of keys of a program that is to read what {@link testCipher} sealed. */
export async function testKeyFiles(): Promise<{ readonly fieldKeys: string; readonly masterKeys: string }> {
  const masterKeys = newMasterKeys('test-master');
  return { masterKeys, fieldKeys: await wrapFieldKeys(TEST_KEYS, keyProvider(masterKeys)) };
}

const schemas = new WeakMap<DataSource, Map<string, Promise<GraphQLSchema>>>();

const clocks = new AsyncLocalStorage<Clock>();

/** Shows what the clock of the operation shows: building a schema takes longer than most operations, and days go by in many specs. */
const clockOfOperation: Clock = { now: () => (clocks.getStore() ?? testClock).now() };

/**
 * Runs an operation against the subgraph's schema over `db`, without HTTP: limits and tokens are the server's matter. Its
 * statements stand behind the wall of the viewer's regions. The
 * schema is built once per database and subgraph of the test process, whatever the clock shows.
 */
export async function executeSubgraph<Data = Record<string, unknown>>(
  definition: SubgraphDefinition,
  { db, viewer, query, variables, clock = testClock, isGateway = true }: SubgraphExecution,
): Promise<ExecutionOutcome<Data>> {
  const schema = await schemaOver(definition, db);
  const contextValue = createContext(viewer, 'test-request', clock, isGateway ? GATEWAY_CALLER : callerBy(viewer, []));
  const result = await clocks.run(clock, () =>
    asViewer(viewer, () => graphql({ schema, source: query, variableValues: variables ?? {}, contextValue })),
  );
  const errors = (result.errors ?? []).map((error): ExecutionError => {
    const { message, code, details, isFault } = wireError(error, error.toJSON());
    return {
      // A fault says nothing on the wire; in a test its own message is what one needs.
      message: isFault ? error.message : message,
      code,
      details,
      path: error.path ?? [],
      cause: error.originalError ?? error,
    };
  });
  return { data: (result.data ?? null) as Data, errors };
}

function schemaOver(definition: SubgraphDefinition, db: DataSource): Promise<GraphQLSchema> {
  let byName = schemas.get(db);
  if (byName === undefined) schemas.set(db, (byName = new Map<string, Promise<GraphQLSchema>>()));
  let schema = byName.get(definition.name);
  if (schema === undefined) {
    schema = buildSubgraphSchema(definition, definition.compose({ db, clock: clockOfOperation, cipher: testCipher }));
    byName.set(definition.name, schema);
  }
  return schema;
}
