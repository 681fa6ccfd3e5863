import { resolve } from 'node:path';
import { z } from 'zod';

import { assertDevelopment } from './mode';
import { type Environment, readConfig } from './read-config';
import { port, text, url } from './readers';

/** Where a tool finds the gateway, and as whom it asks. */
export interface GatewayTarget {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** Absolute; the all-in-one's, where the key of its tokens lies. */
  readonly dataDir: string;
  /** A token to use as it is; null when the tool makes one with that key. */
  readonly token: string | null;
}

/**
 * Reads `NUAN_GATEWAY_URL` (or `NUAN_PORT`), `NUAN_DATA_DIR` and `NUAN_TOKEN`, for the tool that `tool` names.
 *
 * @throws ConfigError on a bad value, and in production without a token.
 */
export function readGatewayTarget(env: Environment, tool: string): GatewayTarget {
  const read = readConfig(
    z.object({
      NUAN_PORT: port(4000),
      NUAN_DATA_DIR: text('.nuan'),
      NUAN_GATEWAY_URL: url({ protocols: ['http:', 'https:'] }).optional(),
      NUAN_TOKEN: text('').optional(),
    }),
    env,
  );
  if (!read.NUAN_TOKEN) assertDevelopment(env, `${tool}, without NUAN_TOKEN,`);
  return {
    url: String(read.NUAN_GATEWAY_URL ?? `http://127.0.0.1:${read.NUAN_PORT}/graphql`),
    dataDir: resolve(read.NUAN_DATA_DIR),
    token: read.NUAN_TOKEN || null,
  };
}
