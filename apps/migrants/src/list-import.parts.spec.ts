import { describe, expect, it } from '@jest/globals';
import { personalNumberIn } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase } from '@nuan/testing';

import { listImportMachines } from './list-import.parts';
import { migrantsSubgraph } from './migrants.subgraph';
import { countyMaker } from './mutation-kit';

describe('the templates of the lists of migrants', () => {
  const db = useTestDatabase(migrantsSubgraph.database);

  it.each(listImportMachines.map(({ name }) => name))(
    '%s: says what to write, by an example in which no personal number stands',
    async (type) => {
      const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}Template`;
      const { data } = await executeSubgraph<Record<string, { content: string; hints: readonly string[] }>>(
        migrantsSubgraph,
        { db: db.app, viewer: countyMaker, query: `{ ${field} { content hints } }` },
      );
      const { content, hints } = data[field] ?? { content: '', hints: [] };
      expect(hints.length).toBeGreaterThan(0);
      expect(content.split('\n')[0]?.split(',')).toHaveLength(hints.length);
      // What goes out is looked through for such numbers, and withheld.
      expect(personalNumberIn(content, '2017-01-23')).toBeNull();
    },
  );
});
