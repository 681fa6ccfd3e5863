import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { SqlParams } from '@nuan/database';
import { ForbiddenError } from '@nuan/errors';
import { HardshipCause } from '@nuan/kernel';

import { booleanField, enumArrayField, guardedField, idField, moneyField, regionField, textField } from './fields';
import { allOf } from './options';
import { scopeCondition, whereCondition } from './where';

const fields = {
  fileNo: textField('h.file_no', 'File number.'),
  anyCause: enumArrayField(HardshipCause, 'h.all_causes', 'Any cause.'),
  net: moneyField('h.net_fen', 'Net income.'),
  region: regionField('h.region_code', 'Region.'),
  isMigrant: booleanField('h.is_migrant', 'Migrant.'),
};

const viewer = { role: 'county', scopes: [] } as unknown as Viewer;
const cashier = { role: 'cashier', scopes: [] } as unknown as Viewer;

function compile(where: Record<string, unknown>): { sql: string; values: unknown[] } {
  const params = new SqlParams();
  return { sql: whereCondition(viewer, fields, where, params), values: params.values };
}

describe('list filters', () => {
  it('joins everything given by and', () => {
    expect(compile({ fileNo: { eq: 'A' }, isMigrant: { eq: true } })).toEqual({
      sql: 'h.file_no = $1::text and h.is_migrant = $2::boolean',
      values: ['A', true],
    });
  });

  it('composes and, or and not', () => {
    const { sql } = compile({ or: [{ fileNo: { eq: 'A' } }, { not: { isMigrant: { eq: true } } }] });
    expect(sql).toBe('((h.file_no = $1::text) or (not coalesce((h.is_migrant = $2::boolean), false)))');
  });

  it('matches nothing for an empty or, and everything for an empty filter', () => {
    expect([compile({ or: [] }).sql, compile({}).sql]).toEqual(['false', 'true']);
  });

  it('writes no value into the statement, and takes wildcards literally', () => {
    const hostile = `%_\\'; drop table household; --`;
    expect(compile({ fileNo: { contains: hostile } })).toEqual({
      sql: 'h.file_no like $1',
      values: [`%\\%\\_\\\\'; drop table household; --%`],
    });
  });

  it('asks an array column whether it holds a value, or any of several', () => {
    expect(compile({ anyCause: { eq: 'MAJOR_ILLNESS' } }).sql).toBe('h.all_causes @> array[$1]::text[]');
    expect(compile({ anyCause: { in: ['ACCIDENT'] } }).sql).toBe('h.all_causes && $1::text[]');
  });

  it('refuses to be asked about what the viewer may not see, however deep, and names it', () => {
    const guarded = { net: guardedField('INCOME', fields.net) };
    const ask = (asker: Viewer, where: object) => () => whereCondition(asker, guarded, { ...where }, new SqlParams());
    const within = { or: [{ not: { net: { gte: 1n } } }] };
    expect(ask(viewer, within)()).toContain('h.net_fen');
    for (const where of [{ net: { isNull: true } }, within]) {
      expect(ask(cashier, where)).toThrow(ForbiddenError);
      expect(ask(cashier, where)).toThrow('where.net');
    }
  });

  it('compares money in fen', () => {
    expect(compile({ net: { gte: 12_345n } })).toEqual({ sql: 'h.net_fen >= $1::bigint', values: ['12345'] });
  });

  it('turns a sub-tree of regions into a range of codes', () => {
    expect(compile({ region: { under: '340100' } })).toEqual({
      sql: '(h.region_code >= $1 and h.region_code < $2)',
      values: ['3401', '3402'],
    });
  });

  it('refuses an id that is none before it reaches the database', () => {
    const employer = { employer: idField('h.employer_id', 'Employer.') };
    const filter = (condition: object) => () =>
      whereCondition(viewer, employer, { employer: condition }, new SqlParams());
    expect(filter({ eq: 'no-uuid' })).toThrow('An id is a UUID');
    expect(filter({ in: ['0190f3c0-0000-7000-8000-000000000001', 'x'] })).toThrow('An id is a UUID');
    expect(filter({ isNull: true })()).toBe('h.employer_id is null');
  });

  it('narrows by what is given and by nothing else', () => {
    expect(compile({ ...allOf({ fileNo: { eq: 'A' } }, undefined, false, null, '') }).sql).toBe(
      '((h.file_no = $1::text))',
    );
    expect(compile({ ...allOf(undefined, false) }).sql).toBe('true');
  });

  it('refuses null for an operator, 501 values, and filters that nest without end', () => {
    expect(() => compile({ fileNo: { eq: null } })).toThrow('isNull');
    expect(() => compile({ fileNo: { in: Array.from({ length: 501 }, String) } })).toThrow('At most 500');
    let deep: Record<string, unknown> = { fileNo: { eq: 'A' } };
    for (let level = 0; level < 7; level += 1) deep = { not: deep };
    expect(() => compile(deep)).toThrow('at most 5 levels');
  });
});

describe('region scope', () => {
  it('is one range per prefix, and no row at all without a prefix', () => {
    const params = new SqlParams();
    expect(scopeCondition('h.region_code', ['3401', '340722'], params)).toBe(
      '((h.region_code >= $1 and h.region_code < $2) or (h.region_code >= $3 and h.region_code < $4))',
    );
    expect(params.values).toEqual(['3401', '3402', '340722', '340723']);
    expect(scopeCondition('h.region_code', [], new SqlParams())).toBe('false');
  });
});
