import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  DEVELOPMENT_REGIONS,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
} from '@nuan/auth';
import { assertDevelopment, type Environment, port, readConfig, text, url } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { z } from 'zod';
import type { Json } from './answers';

/** Where the gateway answers, and as whom it is asked. */
export interface GatewayConfig {
  /** The GraphQL endpoint. */
  readonly url: string;
  readonly dataDir: string;
  /** A token to use as it is; null issues a development token of the province. */
  readonly token: string | null;
}

const TOKEN_TTL_S = 300;

/** Reads `NUAN_GATEWAY_URL` (or `NUAN_PORT`), `NUAN_DATA_DIR` and `NUAN_TOKEN`. @throws ConfigError */
export function readGatewayConfig(env: Environment): GatewayConfig {
  const read = readConfig(
    z.object({
      NUAN_PORT: port(4000),
      NUAN_DATA_DIR: text('.nuan'),
      NUAN_GATEWAY_URL: url({ protocols: ['http:', 'https:'] }).optional(),
      NUAN_TOKEN: text('').optional(),
    }),
    env,
  );
  if (!read.NUAN_TOKEN) assertDevelopment(env, 'figures, without NUAN_TOKEN,');
  return {
    url: String(read.NUAN_GATEWAY_URL ?? `http://127.0.0.1:${String(read.NUAN_PORT)}/graphql`),
    dataDir: resolve(read.NUAN_DATA_DIR),
    token: read.NUAN_TOKEN || null,
  };
}

/** Whether the gateway is there and ready to answer questions. */
export async function isReady(config: GatewayConfig): Promise<boolean> {
  try {
    return (await fetch(new URL('/readiness', config.url))).ok;
  } catch {
    return false;
  }
}

/** A token of the province, which sees everything that the figures come from. */
export async function provinceToken({ token, dataDir }: GatewayConfig): Promise<string> {
  if (token !== null) return token;
  if (!existsSync(dataDir)) throw new FaultError(`${dataDir} doesn't exist: set NUAN_DATA_DIR or NUAN_TOKEN`);
  return issueDevelopmentToken({
    role: 'province',
    region: DEVELOPMENT_REGIONS.province,
    privateJwk: loadOrCreateDevelopmentKey(dataDir).privateJwk,
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    ttlS: TOKEN_TTL_S,
  });
}

interface Answer {
  readonly data?: Json;
  readonly errors?: readonly { readonly message: string }[];
}

/** Asks one document. @throws FaultError when it isn't answered without an error. */
export async function askGateway(
  config: GatewayConfig,
  token: string,
  query: string,
  variables: object,
): Promise<Json> {
  const response = await fetch(config.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as Answer;
  if (errors.length > 0) throw new FaultError(errors.map(({ message }) => message).join('; '));
  return data;
}
