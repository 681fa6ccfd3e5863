import type { Viewer } from '@nuan/auth';
import type { SqlParams } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';

import { assertMayAsk } from '../policy/asking';
import type { ListField } from './fields';
import type { FilterInput } from './filters';
import type { WhereInput } from './options';
import { filterCondition, prefixCondition } from './operators';

/** Deepest nesting of and, or, not. */
const MAX_NESTING = 5;

/** Bounds a column to the viewer's region prefixes; a viewer without any sees no row. */
export function scopeCondition(column: string | null, prefixes: readonly string[], params: SqlParams): string {
  if (column === null) return 'true';
  if (prefixes.length === 0) return 'false';
  return `(${prefixes.map((prefix) => prefixCondition(column, prefix, params)).join(' or ')})`;
}

/**
 * The SQL condition of a filter.
 *
 * @throws InvalidInputError when it nests deeper than five levels.
 * @throws ForbiddenError when the viewer may not see what it asks about.
 */
export function whereCondition(
  viewer: Viewer,
  fields: { readonly [field: string]: ListField },
  where: WhereInput | null | undefined,
  params: SqlParams,
  depth = 0,
): string {
  if (!where) return 'true';
  if (depth > MAX_NESTING)
    throw new InvalidInputError('where', 'max-nesting', `Filters nest at most ${MAX_NESTING} levels.`, {
      max: MAX_NESTING,
    });
  const conditions: string[] = [];
  for (const [name, value] of Object.entries(where)) {
    if (value === undefined || value === null) continue;
    if (name === 'and' || name === 'or') {
      const parts = (value as readonly WhereInput[]).map(
        (part) => `(${whereCondition(viewer, fields, part, params, depth + 1)})`,
      );
      if (parts.length > 0) conditions.push(`(${parts.join(` ${name} `)})`);
      else if (name === 'or') conditions.push('false');
    } else if (name === 'not') {
      conditions.push(
        `not coalesce((${whereCondition(viewer, fields, value as WhereInput, params, depth + 1)}), false)`,
      );
    } else {
      const field = fields[name];
      if (!field) continue;
      assertMayAsk(viewer, field.access, `where.${name}`);
      conditions.push(filterCondition(name, field.sql, field.type, value as FilterInput, params));
    }
  }
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}
