import { describe, expect, it } from '@jest/globals';

import { brokenPromises, promisesOf } from './promises';

const PAGE = `
| Promise | Where | Test |
| --- | --- | --- |
| Nobody sees the region next door | \`apps/a/src/a.spec.ts\` | hides rows of others |
| A role is one of a \\| b | \`apps/a/src/a.spec.ts\` | refuses "%s" |
`;
const SPEC = `it('hides rows of others', () => {}); it.each([['x'], ['y']])('refuses "%s"', () => {});`;

describe('the check of promises', () => {
  it('reads the rows of a page and leaves its heading', () => {
    expect(promisesOf(PAGE)).toEqual([
      { promise: 'Nobody sees the region next door', file: 'apps/a/src/a.spec.ts', title: 'hides rows of others' },
      { promise: 'A role is one of a | b', file: 'apps/a/src/a.spec.ts', title: 'refuses "%s"' },
    ]);
  });

  it('is content when every test stands where the page says', () => {
    expect(brokenPromises(PAGE, () => SPEC)).toEqual([]);
  });

  it('names a file that is gone and a test that was renamed', () => {
    expect(brokenPromises(PAGE, () => null)).toEqual([
      '"Nobody sees the region next door" rests on apps/a/src/a.spec.ts, which does not exist',
      '"A role is one of a | b" rests on apps/a/src/a.spec.ts, which does not exist',
    ]);
    expect(brokenPromises(PAGE, () => SPEC.replace('hides', 'shows'))).toEqual([
      '"Nobody sees the region next door" rests on a test "hides rows of others" that apps/a/src/a.spec.ts does not hold',
    ]);
  });

  it('finds the title of a table whose rows have a type', () => {
    for (const rows of ['<string>', '<Record<string, string>>', '<[string, () => string]>']) {
      const spec = SPEC.replace('it.each(', `it.each${rows}(`);
      expect(brokenPromises(PAGE, () => spec)).toEqual([]);
    }
  });

  it('does not take a comment for a test', () => {
    expect(brokenPromises(PAGE, () => '// hides rows of others, refuses "%s"')).toHaveLength(2);
  });
});
