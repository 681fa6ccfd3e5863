import { describe, expect, it } from '@jest/globals';

import { undocumentedVariables } from './environment-table';

const readme = '| `NUAN_PORT` | 4000 |\n| `NUAN_<NAME>_URL` | one per subgraph |\n';

describe('environment table', () => {
  it('finds a variable that the README does not list', () => {
    expect(undocumentedVariables(["env.NUAN_PORT + env['NUAN_SECRET']", 'NUAN_WORKERS_URL'], readme)).toEqual({
      missing: ['NUAN_SECRET'],
      stale: [],
    });
  });

  it('finds a row that nothing reads any more', () => {
    expect(undocumentedVariables([''], readme).stale).toEqual(['NUAN_PORT']);
  });
});
