import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DevelopmentTokenOptions, ROLES, type Verifier } from '@nuan/auth';
import { readSubgraphConfig, type RunningSubgraph, serveSubgraph } from '@nuan/federation';
import { offsetClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { testKeyFiles, testTokens, type TestTokens } from '@nuan/testing';
import type { DataSource } from 'typeorm';
import { createGateway, type Gateway } from '../../apps/gateway/src/gateway';
import { ASOF, SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { definitionOf } from './definitions';
import { feedEnvironment, fixedPorts } from './feed-environment';
import { copySampleDatabases } from './sample-databases';

const GATEWAY_DIR = resolve(__dirname, '../../apps/gateway');
const QUESTIONS_DIR = join(GATEWAY_DIR, 'questions');
/** With which the gateways of the stories sign their calls. */
export const GATEWAY_SECRET = 'a secret between the gateway and its subgraphs';

/** A value of an answer as JSON has it. Stories read answers by their documents, so the shape is theirs to state. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** The whole system over the sample: five subgraphs behind the gateway, over HTTP, each with a database of its own. */
export interface SampleSupergraph {
  readonly url: string;
  readonly gateway: Gateway;
  readonly tokens: TestTokens;
  /** Each database, as its owner. */
  readonly db: Readonly<Record<SampleDatabase, DataSource>>;
  /** Each subgraph, to be stopped by a story about its death. */
  readonly subgraphs: Readonly<Record<SampleDatabase, RunningSubgraph>>;
  /** Runs a document as the province, or as somebody else. */
  ask<Data>(query: string, variables?: object, as?: Partial<DevelopmentTokenOptions>): Promise<Answer<Data>>;
  /** Runs a saved question with its saved variables; `over` replaces some. */
  askQuestion<Data>(name: string, over?: object, as?: Partial<DevelopmentTokenOptions>): Promise<Answer<Data>>;
  /** Lets the domain's clock of every subgraph show another moment, as days go by; it runs on from there. */
  travelTo(instant: Date): Promise<void>;
  stop(): Promise<void>;
}

/** How the system of a story differs from the usual one. */
export interface SupergraphOptions {
  /** Subgraphs follow each other's change feeds, so that their projections live; otherwise they stay as the sample has them. */
  readonly isFollowing?: boolean;
  /** Further variables of all subgraphs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whose tokens the gateway takes; those of the story's own issuer unless said otherwise. */
  readonly verifier?: Verifier;
}

/** Starts everything on free ports. Takes some seconds; the first time after a change of migrations or sample some more. */
export async function startSampleSupergraph({
  isFollowing = false,
  env: further = {},
  verifier,
}: SupergraphOptions = {}): Promise<SampleSupergraph> {
  const tokens = testTokens();
  const copies = await copySampleDatabases();
  const dir = mkdtempSync(join(tmpdir(), 'nuan-story-'));
  await writeKeys(tokens, dir);
  const subgraphs = {} as Record<SampleDatabase, RunningSubgraph>;
  const feeds = isFollowing ? await feedEnvironment(tokens, dir) : await fixedPorts();
  const startAll = async (now: Date): Promise<void> => {
    const clock = { NUAN_CLOCK_OFFSET_MS: String(now.getTime() - Date.now()) };
    // One after another: decorators register in one place of the process.
    for (const name of SAMPLE_DATABASES) {
      const env = { ...subgraphEnvironment(name, copies[name].url, tokens, dir), ...feeds, ...further, ...clock };
      subgraphs[name] = await serveSubgraph(definitionOf(name, env), readSubgraphConfig(name, 0, env));
    }
  };
  const stopAll = (): Promise<unknown> =>
    Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop().catch(() => undefined)));
  await startAll(ASOF);
  const gateway = await createGateway({
    supergraph: readFileSync(join(GATEWAY_DIR, 'supergraph.graphql'), 'utf8'),
    subgraphUrls: Object.fromEntries(SAMPLE_DATABASES.map((name) => [name, `${subgraphs[name].url}/graphql`])),
    verifier: verifier ?? tokens.verifier,
    partnersNeedContract: false,
    clock: offsetClock(ASOF.getTime() - Date.now()),
    logger: createLogger({ name: 'gateway', level: 'silent' }),
    gatewaySecret: GATEWAY_SECRET,
    corsOrigins: [],
    introspection: ROLES,
    pages: null,
    questions: [],
    subgraphTimeoutMs: 15_000,
  });
  const url = await gateway.listen(0, '127.0.0.1');
  const ask = async <Data>(
    query: string,
    variables?: object,
    as?: Partial<DevelopmentTokenOptions>,
  ): Promise<Answer<Data>> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokens.issue(as)}` };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  };
  return {
    url,
    gateway,
    tokens,
    subgraphs,
    db: Object.fromEntries(SAMPLE_DATABASES.map((name) => [name, copies[name].owner])) as Record<
      SampleDatabase,
      DataSource
    >,
    ask,
    askQuestion: (name, over, as) => ask(readQuestion(name), { ...readVariables(name), ...over }, as),
    async travelTo(instant) {
      await stopAll();
      await startAll(instant);
    },
    async stop() {
      await gateway.close();
      await stopAll();
      await Promise.all(Object.values(copies).map((copy) => copy.drop()));
      rmSync(dir, { recursive: true });
    },
  };
}

/** The keys that subgraphs read from files: the issuer's, and those of personal data. */
export async function writeKeys(tokens: TestTokens, dir: string): Promise<void> {
  writeFileSync(join(dir, 'jwks.json'), JSON.stringify(tokens.jwks));
  const { fieldKeys, masterKeys } = await testKeyFiles();
  writeFileSync(join(dir, 'field-keys.json'), fieldKeys);
  writeFileSync(join(dir, 'master-key.json'), masterKeys);
}

/** The environment of a story's subgraph, on a port of the system's choice. */
export function subgraphEnvironment(
  name: SampleDatabase | 'identity',
  databaseUrl: string,
  tokens: TestTokens,
  dir: string,
): Record<string, string> {
  return {
    [`NUAN_${name.toUpperCase()}_PORT`]: '0',
    [`NUAN_${name.toUpperCase()}_DATABASE_URL`]: databaseUrl,
    NUAN_MODE: 'development',
    NUAN_JWKS: join(dir, 'jwks.json'),
    NUAN_FIELD_KEYS: join(dir, 'field-keys.json'),
    NUAN_MASTER_KEY: join(dir, 'master-key.json'),
    NUAN_JWT_ISSUER: tokens.issuer,
    NUAN_JWT_AUDIENCE: tokens.audience,
    NUAN_GATEWAY_SECRET: GATEWAY_SECRET,
    NUAN_AUDIT_ANCHOR_DIR: join(dir, 'audit-anchors'),
    NUAN_CLOCK_OFFSET_MS: String(ASOF.getTime() - Date.now()),
    NUAN_LOG_LEVEL: 'silent',
  };
}

/** A saved question, as it stands in the gateway. */
export const readQuestion = (name: string): string => readFileSync(join(QUESTIONS_DIR, `${name}.graphql`), 'utf8');

function readVariables(name: string): object {
  const all = JSON.parse(readFileSync(join(QUESTIONS_DIR, 'variables.json'), 'utf8')) as Record<string, object>;
  return all[name] ?? {};
}
