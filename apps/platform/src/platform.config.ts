import { resolve } from 'node:path';
import { assertDevelopment, ConfigError, type Environment, port, readConfig, text, url } from '@nuan/config';
import { z } from 'zod';

/** The five subgraphs, in the order of their ports after the gateway's. */
export const SUBGRAPHS = ['workers', 'enterprises', 'assistance', 'employment', 'migrants'] as const;

/** A subgraph's name. */
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** Everything that has a database of its own: the subgraphs, and the program that issues their tokens. */
export const DATABASES = [...SUBGRAPHS, 'identity'] as const;

/** Whose database. */
export type DatabaseName = (typeof DATABASES)[number];

/** The databases of one program that the environment names itself. */
export interface OwnDatabase {
  readonly url: string;
  readonly ownerUrl: string;
}

/** How the all-in-one runs. */
export interface PlatformConfig {
  /** The gateway's port; the subgraphs take the five after it, identity the sixth. */
  readonly port: number;
  /** Absolute; holds everything that outlives a run. */
  readonly dataDir: string;
  /** Size of the sample campaign: 1 is the province. */
  readonly scale: number;
  /** An administrator of a PostgreSQL 15 or later; null starts the embedded one. */
  readonly adminUrl: string | null;
  /** Programs whose databases exist already and are reached by URLs of their own. */
  readonly ownDatabases: Partial<Readonly<Record<DatabaseName, OwnDatabase>>>;
  /** The one subgraph that runs alone, without a gateway; null runs everything. */
  readonly only: SubgraphName | null;
  /** Settings that are handed on to the programs as they are, such as the log level. */
  readonly handedOn: Readonly<Record<string, string>>;
}

const POSTGRES = { protocols: ['postgres:', 'postgresql:'] } as const;

const HANDED_ON = [
  'NUAN_LOG_LEVEL',
  'NUAN_FEED_EVERY',
  'NUAN_AUDIT_ANCHOR_DIR',
  'NUAN_AUDIT_ANCHOR_EVERY',
  'NUAN_RELEASE_EVERY',
  'NUAN_RELEASE_AT',
  'NUAN_BANK_DIR',
  'NUAN_BANK_ENCODING',
  'NUAN_BANK_UNKNOWN_AFTER',
  'NUAN_ISSUERS',
  'NUAN_FOREIGN_TOKEN_AGE',
  'NUAN_REVOCATIONS',
  'NUAN_REVOCATIONS_EVERY',
  'NUAN_INTROSPECTION',
  'NUAN_MAX_COST',
  'NUAN_COST_PER_MINUTE',
  'NUAN_PARTNER_COST_PER_MINUTE',
  'NUAN_DOCUMENTS',
  'NUAN_DOCUMENT_MODE',
  'NUAN_GRAPHIQL',
  'NUAN_CORS_ORIGINS',
  'NUAN_SUBGRAPH_TIMEOUT',
];

const scale = z.coerce
  .number({ error: 'expected a number such as 1 or 0.01; it is the size of the sample campaign' })
  .min(0.001, 'expected at least 0.001')
  .max(50, 'expected at most 50');

/**
 * Reads the all-in-one's configuration; `only` names the one subgraph to run alone.
 * @throws ConfigError that lists every fault.
 */
export function readPlatformConfig(env: Environment, workingDir: string, only?: string): PlatformConfig {
  assertDevelopment(env, 'the all-in-one');
  const names = DATABASES.flatMap((name) => [appVariable(name), ownerVariable(name)]);
  const schema = z.object({
    NUAN_PORT: port(4000).refine(
      (value) => value > 0 && value + DATABASES.length <= 65_535,
      'expected a port from 1 to 65529',
    ),
    NUAN_DATA_DIR: text('.nuan'),
    NUAN_SCALE: scale.default(1),
    NUAN_DATABASE_URL: url(POSTGRES).optional(),
  });
  const own = z
    .object(Object.fromEntries(names.map((name) => [name, url(POSTGRES).optional()])))
    .superRefine((read, context) => {
      for (const name of DATABASES) {
        const [app, owner] = [appVariable(name), ownerVariable(name)];
        if ((read[app] === undefined) === (read[owner] === undefined)) continue;
        const missing = read[app] === undefined ? app : owner;
        context.addIssue({
          code: 'custom',
          path: [missing],
          message: `set it too: the all-in-one needs both ${app} and ${owner}`,
        });
      }
    });
  const read = readConfig(schema, env);
  const urls = readConfig(own, env);
  const ownDatabases = DATABASES.flatMap((name) => {
    const [app, owner] = [urls[appVariable(name)], urls[ownerVariable(name)]];
    return app !== undefined && owner !== undefined
      ? [[name, { url: String(app), ownerUrl: String(owner) }] as const]
      : [];
  });
  return {
    port: read.NUAN_PORT,
    dataDir: resolve(workingDir, read.NUAN_DATA_DIR),
    scale: read.NUAN_SCALE,
    adminUrl: read.NUAN_DATABASE_URL === undefined ? null : String(read.NUAN_DATABASE_URL),
    ownDatabases: Object.fromEntries(ownDatabases),
    only: subgraphName(only),
    handedOn: Object.fromEntries(HANDED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
  };
}

function subgraphName(only: string | undefined): SubgraphName | null {
  if (only === undefined) return null;
  const name = SUBGRAPHS.find((known) => known === only);
  if (name === undefined) throw new ConfigError([`no subgraph is named ${only}: there is ${SUBGRAPHS.join(', ')}`]);
  return name;
}

/** The variable with the application role's URL of one database. */
export function appVariable(name: DatabaseName): string {
  return `NUAN_${name.toUpperCase()}_DATABASE_URL`;
}

/** The variable with the owner role's URL of one database. */
export function ownerVariable(name: DatabaseName): string {
  return `NUAN_${name.toUpperCase()}_OWNER_DATABASE_URL`;
}
