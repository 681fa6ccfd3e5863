import { describe, expect, it } from '@jest/globals';

import { copiesOf, refusedLicences } from './licences';

const locked = (path: string, licence?: string) => ({ path: `node_modules/${path}`, licence });

describe('licences', () => {
  it('lets permissive licences pass', () => {
    expect(refusedLicences([locked('a', 'MIT'), locked('b', 'Apache-2.0'), locked('c', '(MIT OR CC0-1.0)')])).toEqual(
      [],
    );
  });

  it('refuses source-available and absent licences by name', () => {
    expect(refusedLicences([locked('a', 'Elastic-2.0'), locked('b', 'SSPL-1.0'), locked('c')])).toEqual([
      'node_modules/a: Elastic-2.0',
      'node_modules/b: SSPL-1.0',
      'node_modules/c: no licence',
    ]);
  });
});

describe('copies of a package', () => {
  it('counts the root copy and every nested one, and no package that merely contains the name', () => {
    const packages = [locked('graphql', 'MIT'), locked('x/node_modules/graphql', 'MIT'), locked('graphql-jit', 'MIT')];
    expect(copiesOf('graphql', packages)).toEqual(['node_modules/graphql', 'node_modules/x/node_modules/graphql']);
  });
});
