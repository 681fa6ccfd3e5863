import { describe, expect, it } from '@jest/globals';

import { isTooDeep, MAX_NESTING, nestsTooDeep } from './nesting';

const nested = (levels: number, middle = ''): string => `${'['.repeat(levels)}${middle}${']'.repeat(levels)}`;
const DEEP = nested(MAX_NESTING + 1);

describe('brackets in brackets', () => {
  it('are counted to the limit, and no further', () => {
    expect([nestsTooDeep(nested(MAX_NESTING)), nestsTooDeep(DEEP)]).toEqual([false, true]);
    expect(nestsTooDeep('{ a(b: [1]) { c } } '.repeat(1_000))).toBe(false);
  });

  it.each([
    ['a string', `"${DEEP}"`],
    ['a string with a quote in it', `"\\"${DEEP}"`],
    ['a block', `"""${DEEP}"""`],
    ['a block with quotes in it', `""" " \\""" ${DEEP} """`],
    ['a comment', `{ a } # " ${DEEP}\n{ b }`],
  ])('do not count in %s', (_where, text) => {
    expect(nestsTooDeep(text)).toBe(false);
  });

  it.each([
    ['a string', `"a" ${DEEP}`],
    ['a string that ends with a backslash', `"a\\\\" ${DEEP}`],
    ['a block with a quote in it', `""" " """ ${DEEP}`],
    ['a comment with a quote in it', `# "\n${DEEP}`],
    ['a string that its line ends', `"a\n${DEEP}`],
  ])('count after %s', (_what, text) => {
    expect(nestsTooDeep(text)).toBe(true);
  });

  it('are refused as values too, however deep they go', () => {
    const deep = JSON.parse(`{"where":${nested(50_000)}}`) as unknown;
    expect([isTooDeep(deep), isTooDeep({ where: { and: [{ or: [] }] } }), isTooDeep(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
