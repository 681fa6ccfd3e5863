import { describe, expect, it } from '@jest/globals';

import { readSubgraphConfig } from './subgraph.config';

const NEEDED = {
  NUAN_TREES_DATABASE_URL: 'postgres://app@db/trees',
  NUAN_JWKS: '/keys.json',
  NUAN_JWT_ISSUER: 'https://issuer.test',
  NUAN_GRAPHIQL_DIR: '/pages',
};
const read = (env: Record<string, string> = {}) => readSubgraphConfig('trees', 4010, { ...NEEDED, ...env });

describe('the configuration of a subgraph', () => {
  it('is closed unless said otherwise: production, no page, no gateway, the schema for administrators', () => {
    expect(read()).toMatchObject({
      host: '127.0.0.1',
      port: 4010,
      graphiqlDir: null,
      gatewaySecret: null,
      trust: { mode: 'production', introspection: ['admin'], revocationsUrl: null },
    });
  });

  it('serves GraphiQL in development, and in production where somebody asked for it', () => {
    expect(read({ NUAN_MODE: 'development' }).graphiqlDir).toBe('/pages');
    expect(read({ NUAN_MODE: 'development', NUAN_GRAPHIQL: 'false' }).graphiqlDir).toBeNull();
    expect(read({ NUAN_GRAPHIQL: 'true' }).graphiqlDir).toBe('/pages');
  });

  it('releases figures to analysts every month at night, or when and as often as it is told, or never', () => {
    expect(read().releaseSchedule).toEqual({ every: 'month', at: '02:30' });
    expect(read({ NUAN_RELEASE_EVERY: 'day', NUAN_RELEASE_AT: '23:05' }).releaseSchedule).toEqual({
      every: 'day',
      at: '23:05',
    });
    expect(read({ NUAN_RELEASE_EVERY: 'never' }).releaseSchedule).toBeNull();
    for (const faulty of [
      { NUAN_RELEASE_EVERY: 'hour' },
      { NUAN_RELEASE_AT: '24:00' },
      { NUAN_RELEASE_AT: '2:30' },
    ] as Record<string, string>[])
      expect(() => read(faulty)).toThrow(/NUAN_RELEASE_/);
  });

  it('names every fault', () => {
    const faulty = {
      NUAN_MODE: 'prod',
      NUAN_GATEWAY_SECRET: 'short',
      NUAN_REVOCATIONS: 'identity',
      NUAN_INTROSPECTION: 'x',
    };
    expect(() => read(faulty)).toThrow(
      /NUAN_MODE[\s\S]*NUAN_REVOCATIONS[\s\S]*NUAN_INTROSPECTION[\s\S]*NUAN_GATEWAY_SECRET/,
    );
  });
});
