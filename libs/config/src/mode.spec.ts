import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { assertDevelopment, mode } from './mode';
import { readConfig } from './read-config';

describe('the mode', () => {
  it('is production unless said otherwise', () => {
    const read = (env: Record<string, string>): string => readConfig(z.object({ NUAN_MODE: mode() }), env).NUAN_MODE;
    expect([read({}), read({ NUAN_MODE: '' }), read({ NUAN_MODE: 'development' })]).toEqual([
      'production',
      'production',
      'development',
    ]);
    expect(() => read({ NUAN_MODE: 'Development' })).toThrow(/NUAN_MODE: expected one of production, development/);
  });

  it('keeps programs that issue development tokens out of production', () => {
    expect(() => assertDevelopment({ NUAN_MODE: 'production' }, 'the all-in-one')).toThrow(
      'NUAN_MODE: the all-in-one issues development tokens, which production refuses',
    );
    for (const env of [{}, { NUAN_MODE: 'development' }])
      expect(() => assertDevelopment(env, 'the all-in-one')).not.toThrow();
  });
});
