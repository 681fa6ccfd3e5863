import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevelopmentTokenOptions } from '@nuan/auth';
import { readSubgraphConfig, type RunningSubgraph, serveSubgraph } from '@nuan/federation';
import { testTokens, type TestTokens } from '@nuan/testing';
import type { DataSource } from 'typeorm';
import type { SampleDatabase } from '../../tools/sample-data/src';
import { definitionOf } from './definitions';
import { copySampleDatabase } from './sample-databases';
import { type Answer, subgraphEnvironment, writeKeys } from './sample-supergraph';

/** One subgraph over the sample and nothing else of the system, as a partner department meets it: no gateway, no sibling, no feed. */
export interface SampleSubgraph {
  readonly tokens: TestTokens;
  /** Its database, as the owner. */
  readonly db: DataSource;
  /** Where its key files lie. */
  readonly dir: string;
  readonly subgraphs: Readonly<Partial<Record<SampleDatabase, RunningSubgraph>>>;
  /** Runs a document over HTTP, with a token made out to somebody. */
  ask<Data>(query: string, variables?: object, as?: Partial<DevelopmentTokenOptions>): Promise<Answer<Data>>;
  /** Status and code of a request that carries this header, or none. */
  knock(authorization?: string): Promise<{ readonly status: number; readonly code: unknown }>;
  stop(): Promise<void>;
}

/** Starts one subgraph on a free port, with `further` variables. Takes a second or two; the first time after a change of migrations or sample some more. */
export async function startSampleSubgraph(
  name: SampleDatabase,
  further: Readonly<Record<string, string>> = {},
): Promise<SampleSubgraph> {
  const tokens = testTokens();
  const copy = await copySampleDatabase(name);
  const dir = mkdtempSync(join(tmpdir(), 'nuan-alone-'));
  await writeKeys(tokens, dir);
  const env = { ...subgraphEnvironment(name, copy.url, tokens, dir), ...further };
  const running = await serveSubgraph(definitionOf(name, env), readSubgraphConfig(name, 0, env));
  const post = (authorization: string | undefined, body: object): Promise<Response> =>
    fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(body),
    });
  return {
    tokens,
    db: copy.owner,
    dir,
    subgraphs: { [name]: running },
    async ask<Data>(query: string, variables?: object, as?: Partial<DevelopmentTokenOptions>): Promise<Answer<Data>> {
      const response = await post(`Bearer ${await tokens.issue(as)}`, { query, variables });
      return (await response.json()) as Answer<Data>;
    },
    async knock(authorization) {
      const response = await post(authorization, { query: '{ __typename }' });
      const { errors } = (await response.json()) as Answer<unknown>;
      return { status: response.status, code: errors?.[0]?.extensions['code'] };
    },
    async stop() {
      await running.stop();
      await copy.drop();
      rmSync(dir, { recursive: true });
    },
  };
}
