import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROLES } from '@nuan/auth';
import { systemClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { type TestTokens, testTokens } from '@nuan/testing';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

import { createGateway, type Gateway, type GatewayOptions } from '../src/gateway';
import { specimens } from './specimen.schemas';
import { SpecimenServer } from './specimen.server';

const REFERENCE_SDL = join(__dirname, '../schema.graphql');

/** With which the gateway of the specimens signs. */
export const GATEWAY_SECRET = 'a-secret-for-the-subgraphs';

/** What a GraphQL client reads. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** Five specimens over HTTP behind a real gateway. */
export interface SpecimenSupergraph {
  readonly url: string;
  readonly gateway: Gateway;
  readonly tokens: TestTokens;
  readonly token: string;
  readonly servers: Readonly<Record<string, SpecimenServer>>;
  readonly subgraphUrls: Readonly<Record<string, string>>;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Forgets received requests and heals every specimen. */
  reset(): void;
  /** How many GraphQL requests each specimen received, those without any left out. */
  counts(): Record<string, number>;
  stop(): Promise<void>;
}

/** Composes the reference part with the specimens, the default URLs unused. */
export function specimenSupergraphSdl(): string {
  const services = Object.entries(specimens).map(([name, { sdl }]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(sdl),
  }));
  const reference = {
    name: 'reference',
    url: 'http://reference.invalid',
    typeDefs: parse(readFileSync(REFERENCE_SDL, 'utf8')),
  };
  const { supergraphSdl, errors } = composeServices([...services, reference]);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'the specimens do not compose');
  return supergraphSdl;
}

/** Starts everything; `options` override what the gateway is made from. */
export async function startSpecimenSupergraph(options: Partial<GatewayOptions> = {}): Promise<SpecimenSupergraph> {
  const tokens = testTokens();
  const servers: Record<string, SpecimenServer> = {};
  const subgraphUrls: Record<string, string> = {};
  for (const [name, specimen] of Object.entries(specimens)) {
    const server = (servers[name] = new SpecimenServer(specimen));
    subgraphUrls[name] = await server.start();
  }
  const gateway = await createGateway({
    supergraph: specimenSupergraphSdl(),
    subgraphUrls,
    verifier: tokens.verifier,
    partnersNeedContract: false,
    clock: systemClock,
    logger: createLogger({ name: 'gateway', level: 'silent' }),
    gatewaySecret: GATEWAY_SECRET,
    corsOrigins: ['https://dashboard.test'],
    introspection: ROLES,
    pages: null,
    questions: [],
    subgraphTimeoutMs: 10_000,
    ...options,
  });
  const url = await gateway.listen(0, '127.0.0.1');
  const token = await tokens.issue();
  return {
    url,
    gateway,
    tokens,
    token,
    servers,
    subgraphUrls,
    ask: (query, variables, headers) =>
      ask(`${url}/graphql`, { query, variables }, { authorization: `Bearer ${token}`, ...headers }),
    reset() {
      for (const server of Object.values(servers)) Object.assign(server, { fault: null }).received.length = 0;
    },
    counts: () =>
      Object.fromEntries(
        Object.entries(servers).flatMap(([name, { received }]) =>
          received.length > 0 ? [[name, received.length]] : [],
        ),
      ),
    async stop() {
      await gateway.close();
      await Promise.all(Object.values(servers).map((server) => server.stop()));
    },
  };
}

/** Posts an operation and reads the answer. */
export async function ask(endpoint: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Omit<Answer, 'status' | 'headers'>;
  return { ...answer, status: response.status, headers: response.headers };
}
