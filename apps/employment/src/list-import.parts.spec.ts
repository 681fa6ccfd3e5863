import { describe, expect, it } from '@jest/globals';
import { personalNumberIn } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';
import { listImportMachines } from './list-import.parts';
import { hefei } from './mutation-kit';

const TYPES = listImportMachines.map(({ name }) => name);

describe('the templates of the lists of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);

  it('are there for every list', () => {
    expect([...TYPES].sort()).toEqual([
      ...['AssetGrantImport', 'AttendanceImport', 'CompletionImport', 'EnrollmentImport', 'JobReferralImport'],
      ...['JobVacancyImport', 'PlacementImport', 'RetentionImport', 'StartupHireImport', 'StartupProjectImport'],
    ]);
  });

  it.each(TYPES)('%s: says what to write, by an example in which no personal number stands', async (type) => {
    const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}Template`;
    const { data } = await executeSubgraph<Record<string, { content: string; hints: readonly string[] }>>(
      employmentSubgraph,
      { db: db.app, viewer: hefei, query: `{ ${field} { content hints } }` },
    );
    const { content, hints } = data[field] ?? { content: '', hints: [] };
    expect(content.split('\n')[0]?.split(',')).toHaveLength(hints.length);
    // What goes out is looked through for such numbers, and withheld.
    expect(personalNumberIn(content, '2017-01-23')).toBeNull();
  });
});
