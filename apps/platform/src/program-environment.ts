import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER } from '@nuan/auth';
import type { DataDirectory } from './data-directory';
import type { DatabaseUrls } from './database-server';
import {
  appVariable,
  type DatabaseName,
  ownerVariable,
  type PlatformConfig,
  SUBGRAPHS,
  type SubgraphName,
} from './platform.config';

/** Where the workspace's built parts are. */
export interface Workspace {
  readonly root: string;
  /** The bundle of a program under apps/ or tools/. */
  bundle(path: string): string;
}

/** What every program is given, and nothing else of our own environment: a child needs no secret that isn't its own. */
function commonEnvironment({ root }: Workspace, inherited: Readonly<Record<string, string>>): Record<string, string> {
  return { ...inherited, NODE_ENV: 'production', NODE_COMPILE_CACHE: `${root}/node_modules/.cache/nuan/compile` };
}

/** How to reach databases as their owners, for migrations, the sample load and invented users. */
export function ownerEnvironment(
  workspace: Workspace,
  inherited: Readonly<Record<string, string>>,
  data: DataDirectory,
  databases: DatabaseUrls,
  names: readonly DatabaseName[],
): Record<string, string> {
  const urls = names.flatMap((name) => [
    [appVariable(name), databases[name].url],
    [ownerVariable(name), databases[name].ownerUrl],
  ]);
  return {
    ...commonEnvironment(workspace, inherited),
    ...verification(data),
    NUAN_FIELD_KEYS: data.fieldKeysFile,
    NUAN_MASTER_KEY: data.masterKeyFile,
    ...(Object.fromEntries(urls) as Record<string, string>),
  };
}

/** The environment of a serving subgraph: the application role alone. */
export function subgraphEnvironment(
  workspace: Workspace,
  inherited: Readonly<Record<string, string>>,
  data: DataDirectory,
  databases: DatabaseUrls,
  config: PlatformConfig,
  name: SubgraphName,
): Record<string, string> {
  return {
    ...commonEnvironment(workspace, inherited),
    // Assistance alone talks to the bank; a directory of one's own is handed on and goes before this one.
    ...(name === 'assistance' ? { NUAN_BANK_DIR: data.bankDir } : {}),
    // A directory of one's own, outside this machine, is handed on and goes before this one too.
    NUAN_AUDIT_ANCHOR_DIR: data.auditAnchorDir,
    ...serving(workspace, data, config),
    NUAN_FIELD_KEYS: data.fieldKeysFile,
    NUAN_MASTER_KEY: data.masterKeyFile,
    [`NUAN_${name.toUpperCase()}_PORT`]: String(subgraphPort(config, name)),
    [appVariable(name)]: databases[name].url,
    // A subgraph that runs alone has nobody to follow.
    ...(config.only === null ? { ...subgraphUrls(config), NUAN_FEED_TOKEN_FILE: data.feedTokenFile } : {}),
  };
}

/** The environment of the gateway: where the subgraphs are, and no database. */
export function gatewayEnvironment(
  workspace: Workspace,
  inherited: Readonly<Record<string, string>>,
  data: DataDirectory,
  config: PlatformConfig,
): Record<string, string> {
  return {
    ...commonEnvironment(workspace, inherited),
    ...serving(workspace, data, config),
    NUAN_PORT: String(config.port),
    ...subgraphUrls(config),
  };
}

/** The environment of identity: the application role, the signing keys, and the system's clock, by which tokens live and end. */
export function identityEnvironment(
  workspace: Workspace,
  inherited: Readonly<Record<string, string>>,
  data: DataDirectory,
  databases: DatabaseUrls,
  config: PlatformConfig,
): Record<string, string> {
  const { NUAN_CLOCK_OFFSET_MS: _offset, ...shared } = serving(workspace, data, config);
  return {
    ...commonEnvironment(workspace, inherited),
    ...shared,
    NUAN_IDENTITY_PORT: String(identityPort(config)),
    NUAN_IDENTITY_KEYS: data.signingKeysFile,
    NUAN_IDENTITY_ACCEPTS: data.acceptedIssuersFile,
    [appVariable('identity')]: databases.identity.url,
  };
}

/** Identity's port: the gateway's plus six. */
export function identityPort(config: PlatformConfig): number {
  return config.port + SUBGRAPHS.length + 1;
}

/** Identity's address, which is also its name as an issuer. */
export function identityUrl(config: PlatformConfig): string {
  return `http://127.0.0.1:${identityPort(config)}`;
}

/** Identity as gateway and subgraphs take it. */
export function identityAsIssuer(config: PlatformConfig): object {
  const issuer = identityUrl(config);
  return { issuer, jwks: `${issuer}/.well-known/jwks.json`, audience: DEVELOPMENT_AUDIENCE };
}

function subgraphUrls(config: PlatformConfig): Record<string, string> {
  const urls = SUBGRAPHS.map((name) => [
    `NUAN_${name.toUpperCase()}_URL`,
    `http://127.0.0.1:${subgraphPort(config, name)}/graphql`,
  ]);
  return Object.fromEntries(urls) as Record<string, string>;
}

/** A subgraph's port: the gateway's plus its place in the list. */
export function subgraphPort(config: PlatformConfig, name: SubgraphName): number {
  return config.port + 1 + SUBGRAPHS.indexOf(name);
}

function serving(workspace: Workspace, data: DataDirectory, config: PlatformConfig): Record<string, string> {
  return {
    ...verification(data),
    NUAN_HOST: '127.0.0.1',
    NUAN_GATEWAY_SECRET: data.secrets.gateway,
    NUAN_CLOCK_OFFSET_MS: String(data.readState().clockOffsetMs ?? 0),
    NUAN_GRAPHIQL_DIR: `${workspace.root}/apps/graphiql/dist`,
    // A subgraph that runs alone has no identity program beside it: it takes development tokens, which nobody revokes.
    ...(config.only === null
      ? {
          NUAN_ISSUERS: data.issuersFile,
          NUAN_IDENTITY_ISSUER: identityUrl(config),
          NUAN_REVOCATIONS: `${identityUrl(config)}/revocations`,
        }
      : {}),
    ...config.handedOn,
  };
}

function verification(data: DataDirectory): Record<string, string> {
  return {
    // The development issuer exists here and nowhere else.
    NUAN_MODE: 'development',
    NUAN_JWKS: data.jwksFile,
    NUAN_JWT_ISSUER: DEVELOPMENT_ISSUER,
    NUAN_JWT_AUDIENCE: DEVELOPMENT_AUDIENCE,
  };
}
