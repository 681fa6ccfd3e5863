import { describe, expect, it } from '@jest/globals';

import { brokenPromises, promisesOf, skippedTests, unheldPromises } from './promises';

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

describe('the check of promises that one test holds for every subgraph', () => {
  const page = '| All keep it | `libs/testing/src/test-keeping.ts` | keeps it |';
  const kept = `export function testKeeping(): void {\n  it('keeps it', () => {});\n}\n`;
  const specs = new Map(
    ['assistance', 'employment', 'enterprises', 'migrants', 'workers'].map((app) => [
      `apps/${app}/src/keeping.spec.ts`,
      `describe('keeping', () => {\n  testKeeping<Kept>({ definition });\n});\n`,
    ]),
  );
  const without = (app: string, text?: string): ReadonlyMap<string, string> => {
    const file = `apps/${app}/src/keeping.spec.ts`;
    const rest = [...specs].filter(([name]) => name !== file);
    return new Map(text === undefined ? rest : [...rest, [file, text]]);
  };

  it('is content when a spec of each calls it', () => {
    expect(unheldPromises(page, () => kept, specs)).toEqual([]);
  });

  it.each([
    ['is gone', undefined],
    ['only imports it', `import { testKeeping } from '@nuan/testing';`],
    ['calls it in a comment', `// testKeeping();`],
    ['calls another', `testKeepingAlone();`],
  ])('names the subgraph whose spec %s', (_what, text) => {
    expect(unheldPromises(page, () => kept, without('migrants', text))).toEqual([
      'testKeeping holds promises, and no spec of migrants calls it',
    ]);
  });

  it('does not take the call of a program for that of a spec', () => {
    const elsewhere = new Map([...without('workers'), ['apps/workers/src/keeping.ts', 'testKeeping();']]);
    expect(unheldPromises(page, () => kept, elsewhere)).toHaveLength(1);
  });

  it('asks identity for those that are its own too, and leaves out whom a reason excuses', () => {
    const called = (name: string): ReadonlyMap<string, string> =>
      new Map([...specs].map(([file, text]) => [file, text.replace('testKeeping', name)]));
    const named = (name: string) => unheldPromises(page, () => kept.replace('testKeeping', name), called(name));
    expect(named('testMasks')).toEqual(['testMasks holds promises, and no spec of identity calls it']);
    const text = 'testErasure({});';
    const excused = new Map([...without('enterprises')].map(([file]) => [file, text]));
    expect(unheldPromises(page, () => kept.replace('testKeeping', 'testErasure'), excused)).toEqual([]);
  });

  it('names a file that exports no test', () => {
    expect(unheldPromises(page, () => 'const kept = 1;', specs)).toEqual([
      'libs/testing/src/test-keeping.ts holds promises and exports no test',
    ]);
  });
});

describe('the check of tests that are left out', () => {
  // Written apart, so that this file isn't taken for one that leaves tests out.
  const by = (call: string, way: string): string => `${call}${way}('keeps it', () => {});`;

  it.each([
    ['it', '.skip'],
    ['describe', '.skip'],
    ['it', '.only'],
    ['describe', '.only'],
    ['it.concurrent', '.only'],
    ['it', '.skip.each([[1]])'],
    ['test', '.todo'],
    ['x', 'it'],
    ['x', 'describe'],
    ['f', 'describe'],
    ['const later = describe', '.skip; later'],
  ])('names %s%s', (call, way) => {
    expect(skippedTests(new Map([['a.spec.ts', by(call, way)]]))).toEqual([expect.stringMatching(/^a\.spec\.ts: /)]);
  });

  it('lets a story wait for a program that the machine may not have, where its file says which', () => {
    const story = `const story = CHROMIUM === undefined ? ${'describe'}${'.skip'} : describe;`;
    expect(skippedTests(new Map([['a.e2e.ts', story]]))).toEqual([]);
    expect(skippedTests(new Map([['a.spec.ts', by('it', '')]]))).toEqual([]);
  });
});
