import type { Action } from '@nuan/auth';
import type { Sensitivity } from '@nuan/kernel';
import { type GraphQLSchema, isInputObjectType } from 'graphql';

import { askingClasses } from '../list/asking-classes';
import type { AccessClass } from './access-class';
import { declaredTypes, rootFieldsOf } from './declared';
import { accessOf, type FieldLine, type Policy, type RootLine, sensitivityOf } from './policy';

/** One field of the table: what it is and how much harm it can do. */
export interface FieldRow {
  readonly name: string;
  readonly access: AccessClass;
  readonly sensitivity: Sensitivity;
  /** The right to the rows behind a field that is added to a type of another subgraph. */
  readonly right?: Action;
}

/** A root field, with the rights of which the caller needs one. */
export interface RootRow extends FieldRow {
  readonly rights: readonly Action[];
}

/** A type with its fields. */
export interface TypeRow {
  readonly name: string;
  readonly access: AccessClass;
  readonly right: Action | null;
  readonly fields: readonly FieldRow[];
}

/** A list, with those of its filters and sort keys that need a further right. */
export interface ListRow {
  readonly name: string;
  readonly asks: readonly { readonly name: string; readonly access: AccessClass }[];
}

/** The policy of one subgraph as data, for pages and tests. */
export interface PolicyTable {
  readonly subgraph: string;
  readonly types: readonly TypeRow[];
  readonly queries: readonly RootRow[];
  readonly mutations: readonly RootRow[];
  readonly lists: readonly ListRow[];
}

/** The lines of a policy that its schema holds, sorted by name. */
export function policyTable(subgraph: string, schema: GraphQLSchema, policy: Policy): PolicyTable {
  const types = declaredTypes(schema).map((type): TypeRow => {
    const { access, right, fields } = policy.types[type.name] ?? { access: 'STRUCTURE', right: null, fields: {} };
    const rows = Object.keys(type.getFields()).map((name) => fieldRow(name, fields[name]));
    return { name: type.name, access, right, fields: rows };
  });
  return {
    subgraph,
    types: byName(types),
    queries: rootRows(schema.getQueryType(), policy.queries),
    mutations: rootRows(schema.getMutationType(), policy.mutations),
    lists: listRows(schema),
  };
}

function fieldRow(name: string, line: FieldLine = 'STRUCTURE INTERNAL'): FieldRow {
  const [, , right] = line.split(' ') as [string, string, Action | undefined];
  return { name, access: accessOf(line), sensitivity: sensitivityOf(line), ...(right && { right }) };
}

function rootRows(
  type: Parameters<typeof rootFieldsOf>[0],
  lines: Readonly<Record<string, RootLine>>,
): readonly RootRow[] {
  return byName(
    rootFieldsOf(type).flatMap(({ name }): RootRow[] => {
      const line = lines[name];
      if (!line) return [];
      const [access, sensitivity, ...rights] = line;
      return [{ name, access, sensitivity, rights }];
    }),
  );
}

function listRows(schema: GraphQLSchema): readonly ListRow[] {
  const names = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .filter(({ name }) => name.endsWith('Where'))
    .map(({ name }) => name.slice(0, -'Where'.length));
  return byName(names.map((name) => ({ name, asks: askingClasses(name) }))).filter(({ asks }) => asks.length > 0);
}

function byName<R extends { readonly name: string }>(rows: readonly R[]): readonly R[] {
  return [...rows].sort((one, other) => (one.name < other.name ? -1 : 1));
}
