import { ConfigError } from '@nuan/config';
import { describe, expect, it } from '@jest/globals';

import { readGatewayConfig } from './gateway.config';

const NEEDED = {
  NUAN_JWKS: '/keys.json',
  NUAN_JWT_ISSUER: 'https://issuer.test',
  NUAN_GATEWAY_SECRET: 'a-secret-for-the-subgraphs',
};

describe('the configuration of the gateway', () => {
  it('is closed and local unless said otherwise', () => {
    expect(readGatewayConfig(NEEDED)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      corsOrigins: [],
      subgraphUrls: {},
      graphiql: false,
      trust: {
        mode: 'production',
        issuer: { issuer: 'https://issuer.test', audience: 'nuan', jwks: '/keys.json' },
        issuersFile: null,
        revocationsUrl: null,
        introspection: ['admin'],
      },
      clockOffsetMs: 0,
    });
  });

  it('takes subgraph URLs from one list or one by one, the latter winning', () => {
    const config = readGatewayConfig({
      ...NEEDED,
      NUAN_SUBGRAPH_URLS: 'workers=http://w:1/graphql, migrants=http://m:5/graphql?x=1',
      NUAN_WORKERS_URL: 'http://other:1/graphql',
    });
    expect(config.subgraphUrls).toEqual({ workers: 'http://other:1/graphql', migrants: 'http://m:5/graphql?x=1' });
  });

  it('reads a clock that stands years behind', () => {
    expect(readGatewayConfig({ ...NEEDED, NUAN_CLOCK_OFFSET_MS: '-310000000000' }).clockOffsetMs).toBe(
      -310_000_000_000,
    );
  });

  it('names every fault', () => {
    const read = () => readGatewayConfig({ NUAN_PORT: 'x', NUAN_GATEWAY_SECRET: 'short' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/NUAN_PORT[\s\S]*NUAN_JWKS[\s\S]*NUAN_JWT_ISSUER[\s\S]*NUAN_GATEWAY_SECRET/);
    expect(() => readGatewayConfig({ ...NEEDED, NUAN_WORKERS_URL: 'workers:4001' })).toThrow(/NUAN_WORKERS_URL/);
  });
});
