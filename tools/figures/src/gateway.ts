import { existsSync } from 'node:fs';
import { issueAllInOneToken } from '@nuan/auth';
import type { GatewayTarget } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import type { Json } from './answers';

const TOKEN_TTL_S = 300;

/** Whether the gateway is there and ready to answer questions. */
export async function isReady(config: GatewayTarget): Promise<boolean> {
  try {
    return (await fetch(new URL('/readiness', config.url))).ok;
  } catch {
    return false;
  }
}

/** A token of the province, which sees everything that the figures come from. */
export async function provinceToken({ token, dataDir }: GatewayTarget): Promise<string> {
  if (token !== null) return token;
  if (!existsSync(dataDir)) throw new FaultError(`${dataDir} doesn't exist: set NUAN_DATA_DIR or NUAN_TOKEN`);
  return issueAllInOneToken(dataDir, 'province', { ttlS: TOKEN_TTL_S });
}

interface Answer {
  readonly data?: Json;
  readonly errors?: readonly { readonly message: string }[];
}

/** Asks one document. @throws FaultError when it isn't answered without an error. */
export async function askGateway(
  config: GatewayTarget,
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
