import {
  ConfigError,
  durationMs,
  type Environment,
  flag,
  oneOf,
  port,
  readConfig,
  type Secret,
  secret,
  text,
  url,
} from '@nuan/config';
import { type Schedule, SCHEDULE_PERIODS, type SchedulePeriod } from '@nuan/kernel';
import type { LoggerOptions } from '@nuan/telemetry';
import { z } from 'zod';

import type { CostLimits } from './cost/cost-control';
import { COST_VARIABLES, costLimitsOf } from './cost/cost-limits';
import { DOCUMENT_VARIABLES, type DocumentConfig, documentConfigOf } from './documents/document.config';
import type { DocumentMode } from './documents/document-store';
import { type TrustConfig, trustConfig, trustVariables, type TrustVariables } from './trust/trust.config';

const POSTGRES = { protocols: ['postgres:', 'postgresql:'] } as const;

/** How one subgraph process runs, from its environment. A feature that is off is null. */
export interface SubgraphConfig extends DocumentConfig {
  /** Address to listen on; loopback unless said otherwise. */
  readonly host: string;
  readonly port: number;
  /** As the application role. */
  readonly databaseUrl: string;
  /** As the owner role, for migrations alone; a process that only serves needs none. */
  readonly ownerDatabaseUrl: string | null;
  /** Whose tokens are taken. */
  readonly trust: TrustConfig;
  /** With which the gateway signs its calls; null where there is no gateway, and no call counts as one of its. */
  readonly gatewaySecret: Secret | null;
  /** File with the keys that seal personal data; null in a subgraph that holds none. */
  readonly fieldKeysFile: string | null;
  /** File with the master keys that wrap those; null when a command prints them. */
  readonly masterKeyFile: string | null;
  /** Program that prints the master keys, with its arguments; null when they are in a file. */
  readonly masterKeyCommand: string | null;
  /** File with holidays of years whose notice is newer than this program; null when there is none. */
  readonly holidaysFile: string | null;
  /** Added to the system's clock to make the domain's: 0 in production. */
  readonly clockOffsetMs: number;
  /** Directory outside the database where the ends of the audit chain are kept; null keeps none. */
  readonly auditAnchorDir: string | null;
  /** How often the end of the audit chain is kept, while it moves. */
  readonly auditAnchorEveryMs: number;
  /** How often deltas of the rollups are folded into their counters. */
  readonly foldEveryMs: number;
  /** When the figures for analysts are released anew; null leaves that to the command. */
  readonly releaseSchedule: Schedule | null;
  /** File with the token by which the feeds of other subgraphs are read; null follows none. */
  readonly feedTokenFile: string | null;
  /** How often a feed that is at rest is asked for more. */
  readonly feedEveryMs: number;
  /** Subgraph name → URL of its GraphQL endpoint, for those whose feed is followed. */
  readonly siblingUrls: { readonly [name: string]: string };
  readonly cost: CostLimits;
  readonly graphiqlDir: string | null;
  readonly logLevel: LoggerOptions['level'];
}

/**
 * Reads the configuration of the subgraph `name`; `NUAN_<NAME>_…` variables are its own, the others are shared.
 *
 * @throws ConfigError that lists every fault.
 */
export function readSubgraphConfig(name: string, defaultPort: number, env: Environment): SubgraphConfig {
  const own = (variable: string): string => `NUAN_${name.toUpperCase()}_${variable}`;
  const schema = z.object({
    [own('PORT')]: port(defaultPort),
    [own('DATABASE_URL')]: url(POSTGRES),
    [own('OWNER_DATABASE_URL')]: url(POSTGRES).optional(),
    NUAN_HOST: text('127.0.0.1'),
    ...trustVariables(env),
    NUAN_GATEWAY_SECRET: secret().optional(),
    ...KEY_VARIABLES,
    NUAN_HOLIDAYS_FILE: text().optional(),
    NUAN_CLOCK_OFFSET_MS: clockOffset,
    NUAN_AUDIT_ANCHOR_DIR: text().optional(),
    NUAN_AUDIT_ANCHOR_EVERY: durationMs(60_000),
    NUAN_FOLD_EVERY: durationMs(30_000),
    NUAN_RELEASE_EVERY: oneOf([...SCHEDULE_PERIODS, 'never'] as const, 'month'),
    NUAN_RELEASE_AT: timeOfDay,
    NUAN_FEED_TOKEN_FILE: text().optional(),
    NUAN_FEED_EVERY: durationMs(1_000),
    ...COST_VARIABLES,
    ...DOCUMENT_VARIABLES,
    NUAN_GRAPHIQL: flag().optional(),
    NUAN_GRAPHIQL_DIR: text().optional(),
    NUAN_LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
  });
  const read = readConfig(schema, env) as Record<string, unknown> & Shared;
  return {
    host: read.NUAN_HOST,
    port: read[own('PORT')] as number,
    databaseUrl: read[own('DATABASE_URL')] as string,
    ownerDatabaseUrl: (read[own('OWNER_DATABASE_URL')] as string | undefined) ?? null,
    trust: trustConfig(read),
    gatewaySecret: read.NUAN_GATEWAY_SECRET ?? null,
    ...keysOf(read),
    holidaysFile: read.NUAN_HOLIDAYS_FILE ?? null,
    clockOffsetMs: read.NUAN_CLOCK_OFFSET_MS,
    auditAnchorDir: read.NUAN_AUDIT_ANCHOR_DIR ?? null,
    auditAnchorEveryMs: read.NUAN_AUDIT_ANCHOR_EVERY,
    foldEveryMs: read.NUAN_FOLD_EVERY,
    releaseSchedule: releaseSchedule(read),
    feedTokenFile: read.NUAN_FEED_TOKEN_FILE ?? null,
    feedEveryMs: read.NUAN_FEED_EVERY,
    siblingUrls: siblingUrls(env),
    cost: costLimitsOf(read),
    ...documentConfigOf(read),
    graphiqlDir: servesGraphiql(read) ? (read.NUAN_GRAPHIQL_DIR ?? null) : null,
    logLevel: read.NUAN_LOG_LEVEL,
  };
}

const KEY_VARIABLES = {
  NUAN_FIELD_KEYS: text().optional(),
  NUAN_MASTER_KEY: text().optional(),
  NUAN_MASTER_KEY_COMMAND: text().optional(),
};

function keysOf(read: Shared): Pick<SubgraphConfig, 'fieldKeysFile' | 'masterKeyFile' | 'masterKeyCommand'> {
  return {
    fieldKeysFile: read.NUAN_FIELD_KEYS ?? null,
    masterKeyFile: read.NUAN_MASTER_KEY ?? null,
    masterKeyCommand: read.NUAN_MASTER_KEY_COMMAND ?? null,
  };
}

/** The page is a tool of development: in production it is served only where somebody asked for it. */
export function servesGraphiql(read: Pick<Shared, 'NUAN_MODE' | 'NUAN_GRAPHIQL'>): boolean {
  return read.NUAN_GRAPHIQL ?? read.NUAN_MODE === 'development';
}

interface Shared extends TrustVariables {
  readonly NUAN_HOST: string;
  readonly NUAN_GATEWAY_SECRET: Secret | undefined;
  readonly NUAN_FIELD_KEYS: string | undefined;
  readonly NUAN_MASTER_KEY: string | undefined;
  readonly NUAN_MASTER_KEY_COMMAND: string | undefined;
  readonly NUAN_HOLIDAYS_FILE: string | undefined;
  readonly NUAN_CLOCK_OFFSET_MS: number;
  readonly NUAN_AUDIT_ANCHOR_DIR: string | undefined;
  readonly NUAN_AUDIT_ANCHOR_EVERY: number;
  readonly NUAN_FOLD_EVERY: number;
  readonly NUAN_RELEASE_EVERY: SchedulePeriod | 'never';
  readonly NUAN_RELEASE_AT: string;
  readonly NUAN_FEED_TOKEN_FILE: string | undefined;
  readonly NUAN_FEED_EVERY: number;
  readonly NUAN_MAX_COST: number;
  readonly NUAN_COST_PER_MINUTE: number;
  readonly NUAN_PARTNER_COST_PER_MINUTE: number;
  readonly NUAN_DOCUMENTS: string | undefined;
  readonly NUAN_DOCUMENT_MODE: DocumentMode;
  readonly NUAN_GRAPHIQL?: boolean | undefined;
  readonly NUAN_GRAPHIQL_DIR: string | undefined;
  readonly NUAN_LOG_LEVEL: LoggerOptions['level'];
}

function releaseSchedule({ NUAN_RELEASE_EVERY: every, NUAN_RELEASE_AT: at }: Shared): Schedule | null {
  return every === 'never' ? null : { every, at };
}

/** `NUAN_<NAME>_URL` of every subgraph that has one, as the gateway is told them. */
function siblingUrls(env: Environment): Record<string, string> {
  const urls: Record<string, string> = {};
  for (const [variable, value] of Object.entries(env)) {
    const name = /^NUAN_([A-Z0-9]+)_URL$/.exec(variable)?.[1];
    if (!name || name === 'DATABASE' || !value?.trim()) continue;
    if (!/^https?:\/\//.test(value.trim()) || !URL.canParse(value.trim()))
      throw new ConfigError([`${variable}: expected an http URL; set it to http://host:port/graphql`]);
    urls[name.toLowerCase()] = value.trim();
  }
  return urls;
}

/** Milliseconds, possibly negative: the sample's clock runs years behind the system's. */
const clockOffset = z
  .string()
  .regex(/^-?\d{1,15}$/, 'expected whole milliseconds, such as -310000000000; leave it unset in production')
  .default('0')
  .transform(Number);

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day in Asia/Shanghai, such as 02:30')
  .default('02:30');
