import { describe, expect, it } from '@jest/globals';

import { pageOf } from './page';

const page = pageOf([
  {
    subgraph: 'lamps',
    types: [
      {
        name: 'Lamp',
        access: 'CASE',
        right: 'household:read',
        fields: [
          { name: 'id', access: 'CASE', sensitivity: 'INTERNAL' },
          { name: 'health', access: 'HEALTH', sensitivity: 'SENSITIVE' },
        ],
      },
      { name: 'LampEdge', access: 'CASE', right: null, fields: [] },
    ],
    queries: [{ name: 'lamp', access: 'CASE', sensitivity: 'PERSONAL', rights: ['household:read'] }],
    mutations: [],
    lists: [{ name: 'Lamp', asks: [{ name: 'where.health', access: 'HEALTH' }] }],
  },
]);

describe('the page of the access matrix', () => {
  it('says which role sees values of a class', () => {
    expect(page).toMatch(/\| `HEALTH` \| .* \| `health:read` \| – \| ✓ \| ✓ \| ✓ \| ✓ \| – \| ✓ \| – \| – \| – \|/);
  });

  it('says of each field its class and sensitivity, and of each type the right to its rows', () => {
    expect(page).toContain('| `Lamp` | `household:read` | **CASE INTERNAL** id; **HEALTH SENSITIVE** health |');
    expect(page).not.toContain('LampEdge');
  });

  it('names the filters that need a right of their own', () => {
    expect(page).toContain('| Lamp | `where.health` | HEALTH |');
  });
});
