import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  DEVELOPMENT_PARTNER_SCOPES,
  DEVELOPMENT_REGIONS,
  type DevelopmentKey,
  issueDevelopmentToken,
  type Role,
  ROLES,
} from '@nuan/auth';
import type { FirstAnswer } from './first-answer';
import { type PlatformConfig, SUBGRAPHS, type SubgraphName } from './platform.config';

/** Development tokens live as long as a working day; `npm run token` makes new ones. */
const TOKEN_TTL_S = 12 * 3600;

/** A development token of a role, good for its usual region. */
export function developmentToken(role: Role, { privateJwk }: DevelopmentKey): Promise<string> {
  return issueDevelopmentToken({
    role,
    region: DEVELOPMENT_REGIONS[role],
    privateJwk,
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    ttlS: TOKEN_TTL_S,
    ...(role === 'partner' ? { scopes: DEVELOPMENT_PARTNER_SCOPES, department: 'development' } : {}),
  });
}

/** What the report tells. */
export interface StartReport {
  readonly config: PlatformConfig;
  readonly key: DevelopmentKey;
  readonly answer: FirstAnswer;
  readonly startMs: number;
  /** Milliseconds of the very first start on this data; null when this is it. */
  readonly firstStartMs: number | null;
  readonly logsDir: string;
  readonly domainNow: Date;
}

/** What a person needs to use one subgraph alone: its address and a token, ready to print. */
export async function describeLoneStart(
  config: PlatformConfig,
  name: SubgraphName,
  key: DevelopmentKey,
  startMs: number,
): Promise<string> {
  const address = `http://127.0.0.1:${config.port + 1 + SUBGRAPHS.indexOf(name)}`;
  return [
    '',
    `  ${name}  ${address}/  GraphiQL; GraphQL at ${address}/graphql`,
    `  token of the province (others: npm run -s token -- ROLE [REGION])`,
    `  ${await developmentToken('province', key)}`,
    '',
    `Ready after ${seconds(startMs)}. Ctrl-C stops it and keeps the data.`,
  ].join('\n');
}

/** Everything that a person needs after a start: addresses, tokens, times and places, ready to print. */
export async function describeStart(report: StartReport): Promise<string> {
  const { config, key, answer, startMs, firstStartMs, logsDir } = report;
  const tokens = await Promise.all(
    ROLES.map(
      async (role) => `  ${`${role} (${DEVELOPMENT_REGIONS[role]})`.padEnd(18)} ${await developmentToken(role, key)}`,
    ),
  );
  const at = (offset: number): string => `http://127.0.0.1:${config.port + offset}`;
  const first = firstStartMs === null ? 'first start' : `later start (the first took ${seconds(firstStartMs)})`;
  return [
    '',
    'Development tokens, good for 12 hours (more: npm run -s token -- ROLE [REGION]):',
    ...tokens,
    '',
    `  gateway      ${at(0)}/          GraphiQL; GraphQL at ${at(0)}/graphql`,
    ...SUBGRAPHS.map((name, index) => `  ${name.padEnd(12)} ${at(index + 1)}/`),
    `  identity     ${at(SUBGRAPHS.length + 1)}/          users, roles, POST /token`,
    '',
    `  ${answer.question} answered with ${answer.regions} regions in ${answer.ms} ms`,
    `  ${first}: ${seconds(startMs)} to the first answer`,
    `  domain clock ${report.domainNow.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })} Asia/Shanghai`,
    `  data         ${config.dataDir}`,
    `  logs         ${logsDir}`,
    '',
    'Ready. Ctrl-C stops everything and keeps the data.',
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
