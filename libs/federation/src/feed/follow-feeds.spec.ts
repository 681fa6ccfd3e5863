import { describe, expect, it } from '@jest/globals';

import { defineSubgraph } from '../definition';
import { readSubgraphConfig } from '../subgraph.config';
import { followFeeds, rebuildProjections } from './follow-feeds';

const trees = defineSubgraph({
  name: 'trees',
  title: 'Trees (树)',
  defaultPort: 4010,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  follows: [
    { source: 'gardens', projections: [] },
    { source: 'rivers', projections: [] },
  ],
  compose: () => ({ resolvers: [], references: {} }),
});

const NEEDED = {
  NUAN_TREES_DATABASE_URL: 'postgres://a@b/c',
  NUAN_JWKS: '/keys.json',
  NUAN_JWT_ISSUER: 'https://issuer.test',
};

describe('following the feeds of other subgraphs', () => {
  const logged: object[] = [];
  const logger = { info: (what: object) => void logged.push(what), warn: () => undefined } as never;
  const start = async (env: Record<string, string>): Promise<string[]> => {
    const config = readSubgraphConfig('trees', 4010, { ...NEEDED, NUAN_FEED_EVERY: '1h', ...env });
    const follower = followFeeds(trees, config, { query: async () => [] } as never, logger);
    const sources = follower.lags().map(({ source }) => source);
    await follower.stop();
    return sources;
  };

  it('follows nothing without a token, and says so once', async () => {
    logged.length = 0;
    expect(await start({ NUAN_GARDENS_URL: 'http://127.0.0.1:9/graphql' })).toEqual([]);
    expect(logged).toEqual([{ missing: ['NUAN_FEED_TOKEN_FILE'] }]);
  });

  it('follows those whose address it knows, and names the others', async () => {
    logged.length = 0;
    const env = { NUAN_FEED_TOKEN_FILE: '/none', NUAN_GARDENS_URL: 'http://127.0.0.1:9/graphql' };
    expect(await start(env)).toEqual(['gardens']);
    expect(logged).toEqual([{ missing: ['NUAN_RIVERS_URL (rivers)'] }]);
  });

  it('refuses an address that is none', () => {
    expect(() => readSubgraphConfig('trees', 4010, { ...NEEDED, NUAN_GARDENS_URL: 'gardens:4002' })).toThrow(
      'NUAN_GARDENS_URL',
    );
  });

  it('makes nothing anew of a source that it does not follow, or cannot reach', async () => {
    const printed: string[] = [];
    const run = (args: readonly string[]) =>
      rebuildProjections(trees).run({ env: NEEDED, args, print: (line: string) => void printed.push(line) } as never);
    await expect(run(['seas'])).rejects.toThrow('no facts of seas are kept here: there is gardens, rivers');
    expect(await run([])).toBe(false);
    expect(printed).toEqual(['not all: set NUAN_FEED_TOKEN_FILE']);
  });
});
