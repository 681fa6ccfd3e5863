import { describe, expect, it } from '@jest/globals';
import { firstDifference } from './answer-comparison';

describe('two answers', () => {
  const answer = { regions: [{ code: '340100', hardship: { filed: 3, asOf: '2017-01-23T18:00:00.000+08:00' } }] };

  it('are equal when every value is, in whatever order the keys come', () => {
    const other = { regions: [{ hardship: { asOf: '2017-01-23T18:00:00.000+08:00', filed: 3 }, code: '340100' }] };
    expect(firstDifference(answer, other)).toBeNull();
  });

  it('may have been read a moment apart, but not a day', () => {
    const at = (asOf: string): typeof answer => ({ regions: [{ code: '340100', hardship: { filed: 3, asOf } }] });
    expect(firstDifference(answer, at('2017-01-23T18:00:01.250+08:00'))).toBeNull();
    expect(firstDifference(answer, at('2017-01-24T18:00:00.000+08:00'))).toMatch(/^data\.regions\[0\]\.hardship\.asOf/);
  });

  it.each([
    [{ a: [1, 2] }, { a: [1] }, 'data.a has 2 elements and 1'],
    [{ a: { b: '1.00' } }, { a: { b: 1 } }, 'data.a.b is "1.00" and 1'],
    [{ a: null }, {}, 'data.a is null and absent'],
    [{}, { a: null }, 'data.a is absent and null'],
    [{ a: [] }, { a: {} }, 'data.a is [] and {}'],
  ])('differ at a path that is named', (left, right, difference) => {
    expect(firstDifference(left, right)).toBe(difference);
  });
});
