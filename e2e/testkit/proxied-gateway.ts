import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Role, ROLES } from '@nuan/auth';
import { offsetClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { StaticPages } from '../../apps/gateway/src/edge/static-pages';
import { createGateway } from '../../apps/gateway/src/gateway';
import { readQuestions } from '../../apps/gateway/src/questions';
import { ASOF, SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { type Answer, GATEWAY_SECRET, readQuestion, type SampleSupergraph } from './sample-supergraph';
import { SubgraphProxy } from './subgraph-proxy';

const APPS = resolve(__dirname, '../../apps');

/** A second gateway over the same subgraphs, with a proxy before each: for what must be counted, or killed. */
export interface ProxiedGateway {
  readonly url: string;
  readonly proxies: Readonly<Record<SampleDatabase, SubgraphProxy>>;
  /** Runs a document as the province; `headers` are added. */
  ask<Data>(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<Data>>;
  /** How many requests each subgraph received since the last call, those with none left out. */
  counts(): Partial<Record<SampleDatabase, number>>;
  stop(): Promise<void>;
}

/** Starts the gateway, with the GraphiQL page when `withPage` is set; that must have been built. `introspection` are the roles that are shown the schema. */
export async function startProxiedGateway(
  sample: SampleSupergraph,
  withPage = false,
  introspection: readonly Role[] = ROLES,
): Promise<ProxiedGateway> {
  const proxies = {} as Record<SampleDatabase, SubgraphProxy>;
  const subgraphUrls: Record<string, string> = {};
  for (const name of SAMPLE_DATABASES) {
    proxies[name] = new SubgraphProxy(sample.subgraphs[name].url);
    subgraphUrls[name] = `${await proxies[name].start()}/graphql`;
  }
  const gateway = await createGateway({
    supergraph: readFileSync(join(APPS, 'gateway/supergraph.graphql'), 'utf8'),
    subgraphUrls,
    verifier: sample.tokens.verifier,
    partnersNeedContract: false,
    clock: offsetClock(ASOF.getTime() - Date.now()),
    logger: createLogger({ name: 'gateway', level: 'silent' }),
    gatewaySecret: GATEWAY_SECRET,
    corsOrigins: [],
    introspection,
    pages: withPage ? new StaticPages(join(APPS, 'graphiql/dist')) : null,
    questions: await readQuestions(join(APPS, 'gateway/questions')),
    subgraphTimeoutMs: 15_000,
  });
  const url = await gateway.listen(0, '127.0.0.1');
  return {
    url,
    proxies,
    async ask<Data>(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<Data>> {
      const authorization = `Bearer ${await sample.tokens.issue()}`;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer<Data>;
    },
    counts() {
      const counts: Partial<Record<SampleDatabase, number>> = {};
      for (const name of SAMPLE_DATABASES) {
        if (proxies[name].requests > 0) counts[name] = proxies[name].requests;
        proxies[name].requests = 0;
      }
      return counts;
    },
    async stop() {
      await gateway.close();
      await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
    },
  };
}

/** The city board as it is saved, with its variables. */
export const CITY_BOARD = {
  query: readQuestion('q01-city-board'),
  variables: { under: '340000', campaign: 'CNY2017', year: 2016 },
} as const;
