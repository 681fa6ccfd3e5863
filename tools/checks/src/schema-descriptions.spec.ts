import { describe, expect, it } from '@jest/globals';

import { undescribed } from './schema-descriptions';

describe('schema descriptions', () => {
  it('passes a schema whose every element says what it is, in both languages', () => {
    const sdl =
      '"A household (家庭)." type Household { "Members (人数)." size("At (日期)." on: String): Int } "Kind (类)." enum Kind { "One (一)." ONE }';
    expect(undescribed(sdl)).toEqual([]);
  });

  it('names the type, the field, the argument and the enum value that say nothing', () => {
    expect(undescribed('type A { b(c: Int): Int } enum D { E }')).toEqual([
      'A: no description',
      'A.b: no description',
      'A.b.c: no description',
      'D: no description',
      'D.E: no description',
    ]);
  });

  it('asks for the Chinese term', () => {
    expect(undescribed('"Only English." scalar Money')).toEqual(['Money: no Chinese term']);
  });

  it('leaves the federation machinery and the root type names alone', () => {
    expect(undescribed('scalar _Any scalar federation__FieldSet type Query { "All (全部)." all: Int }')).toEqual([]);
  });
});
