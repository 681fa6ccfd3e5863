import {
  ConfigError,
  durationMs,
  type Environment,
  flag,
  list,
  oneOf,
  port,
  readConfig,
  type Secret,
  secret,
  text,
} from '@nuan/config';
import {
  COST_VARIABLES,
  type CostLimits,
  costLimitsOf,
  DOCUMENT_VARIABLES,
  type DocumentConfig,
  documentConfigOf,
  servesGraphiql,
  type TrustConfig,
  trustConfig,
  trustVariables,
} from '@nuan/federation';
import { z } from 'zod';

/** Everything that the gateway reads from its environment. */
export interface GatewayConfig extends DocumentConfig {
  readonly host: string;
  readonly port: number;
  /** Subgraph name → URL of its GraphQL endpoint, where it differs from the committed supergraph's. */
  readonly subgraphUrls: { readonly [name: string]: string };
  /** Whose tokens are taken. */
  readonly trust: TrustConfig;
  /** Shared with the subgraphs, which answer entity keys to signed calls alone. */
  readonly gatewaySecret: Secret;
  /** Origins whose pages may call; none by default. */
  readonly corsOrigins: readonly string[];
  readonly graphiql: boolean;
  /** Directory of the built GraphiQL page. */
  readonly graphiqlDir: string | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Longest time for one call of one subgraph, in milliseconds. */
  readonly subgraphTimeoutMs: number;
  readonly cost: CostLimits;
  /** How far the domain's "now" stands from the system's, in milliseconds; 0 in production. */
  readonly clockOffsetMs: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const variables = (env: Environment) => ({
  NUAN_HOST: text('127.0.0.1'),
  NUAN_PORT: port(4000),
  NUAN_SUBGRAPH_URLS: list(),
  ...trustVariables(env),
  NUAN_GATEWAY_SECRET: secret(),
  NUAN_CORS_ORIGINS: list(),
  NUAN_GRAPHIQL: flag().optional(),
  NUAN_GRAPHIQL_DIR: text().optional(),
  NUAN_LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
  NUAN_SUBGRAPH_TIMEOUT: durationMs(15_000),
  ...COST_VARIABLES,
  ...DOCUMENT_VARIABLES,
  NUAN_CLOCK_OFFSET_MS: z
    .string()
    .regex(/^-?\d{1,15}$/, 'expected whole milliseconds, such as -310000000000; leave it unset in production')
    .default('0')
    .transform(Number),
});

/**
 * Reads the gateway's configuration. A subgraph's URL comes from `NUAN_SUBGRAPH_URLS` (`workers=http://host:4001/graphql,…`) or
 * from its own `NUAN_<NAME>_URL`, which wins; without either the committed supergraph's default holds.
 *
 * @throws ConfigError that lists every fault.
 */
export function readGatewayConfig(env: Environment): GatewayConfig {
  const read = readConfig(z.object(variables(env)), env);
  return Object.freeze({
    host: read.NUAN_HOST,
    port: read.NUAN_PORT,
    subgraphUrls: { ...listedUrls(read.NUAN_SUBGRAPH_URLS), ...ownUrls(env) },
    trust: trustConfig(read),
    gatewaySecret: read.NUAN_GATEWAY_SECRET,
    corsOrigins: read.NUAN_CORS_ORIGINS,
    graphiql: servesGraphiql(read),
    graphiqlDir: read.NUAN_GRAPHIQL_DIR ?? null,
    logLevel: read.NUAN_LOG_LEVEL,
    subgraphTimeoutMs: read.NUAN_SUBGRAPH_TIMEOUT,
    cost: costLimitsOf(read),
    ...documentConfigOf(read),
    clockOffsetMs: read.NUAN_CLOCK_OFFSET_MS,
  });
}

function listedUrls(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [name = '', address = ''] = entry.split(/=(.*)/s);
      return [name, checkedUrl('NUAN_SUBGRAPH_URLS', address)];
    }),
  );
}

function ownUrls(env: Environment): Record<string, string> {
  const urls: Record<string, string> = {};
  for (const [variable, value] of Object.entries(env)) {
    const name = /^NUAN_([A-Z0-9]+)_URL$/.exec(variable)?.[1];
    if (name && name !== 'DATABASE' && value?.trim()) urls[name.toLowerCase()] = checkedUrl(variable, value.trim());
  }
  return urls;
}

function checkedUrl(variable: string, value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new ConfigError([`${variable}: expected an http URL, got another text; set it to http://host:port/graphql`]);
}
