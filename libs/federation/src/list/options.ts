import type { SqlParams } from '@nuan/database';

import type { AccessClass } from '../policy/access-class';
import type { SortDirection } from '../published-enums';
import type { ListField } from './fields';

/** One sort key: a NOT NULL SQL expression with an index behind it. */
export interface OrderKey {
  readonly sql: string;
  readonly type: 'text' | 'integer' | 'bigint' | 'date' | 'timestamptz' | 'double precision' | 'boolean';
  readonly description: string;
  /** What it tells; who may not see that may not sort by it. CASE when absent, which needs no further right. */
  readonly access?: AccessClass;
}

/** States a list: what it reads from, what bounds it to the viewer's regions, what may be filtered and sorted. */
export interface ListOptions<F extends string, O extends string> {
  /** GraphQL names follow: `<name>Where`, `<name>Order`, `<name>OrderField`. */
  readonly name: string;
  /** SQL after `from`, with aliases; joins may only add columns, never rows. */
  readonly from: string;
  /** The unique uuid that breaks ties. */
  readonly id: string;
  /** The region code column that the viewer's read prefixes bound; null only for data that belongs to no region. */
  readonly scope: string | null;
  readonly fields: { readonly [field in F]: ListField };
  readonly order: { readonly [key in O]: OrderKey };
  readonly defaultOrder: readonly (readonly [NoInfer<O>, 'ASC' | 'DESC'])[];
}

/** A filter as it arrives: fields and nested `and`, `or`, `not`; everything given must hold. */
export interface WhereInput {
  readonly [field: string]: unknown;
}

/** The filter that everything given holds; what is absent (an argument that was not given) narrows nothing. */
export function allOf(...conditions: readonly (WhereInput | null | undefined | false | '')[]): WhereInput {
  return { and: conditions.filter((condition) => Boolean(condition)) };
}

/** One sort key as it arrives. */
export interface OrderInput {
  readonly field: string;
  readonly direction?: SortDirection;
}

/** What a client may ask of any list. */
export interface ListRequest {
  readonly where?: WhereInput | null | undefined;
  readonly orderBy?: readonly OrderInput[] | null | undefined;
  readonly first?: number | undefined;
  readonly after?: string | null | undefined;
}

/** How rows are read: columns, their mapping, and conditions that the field's own arguments add. */
export interface ListRead<T> {
  readonly select: string | readonly string[];
  readonly map: (row: Record<string, unknown>) => T;
  readonly where?: readonly ((params: SqlParams) => string)[];
}
