import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { readGatewayTarget } from './gateway-target';

describe('where a tool finds the gateway', () => {
  it('is the all-in-one of this folder unless said otherwise', () => {
    expect(readGatewayTarget({}, 'ask')).toEqual({
      ...{ url: 'http://127.0.0.1:4000/graphql', dataDir: resolve('.nuan'), token: null },
    });
    const env = { NUAN_GATEWAY_URL: 'https://nuan.test/graphql', NUAN_TOKEN: 'a.b.c', NUAN_DATA_DIR: '/data' };
    expect(readGatewayTarget(env, 'ask')).toEqual({ url: env.NUAN_GATEWAY_URL, dataDir: '/data', token: 'a.b.c' });
  });

  it('is refused in production without a token, since none is made there', () => {
    expect(() => readGatewayTarget({ NUAN_MODE: 'production' }, 'ask')).toThrow(/ask, without NUAN_TOKEN,/);
    expect(readGatewayTarget({ NUAN_MODE: 'production', NUAN_TOKEN: 'a.b.c' }, 'ask').token).toBe('a.b.c');
  });
});
