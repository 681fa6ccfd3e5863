import type { Action } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import type { Sensitivity } from '@nuan/kernel';

import { type AccessClass, classRight, isOfRegions } from './access-class';

/**
 * A field's class and sensitivity, such as `'CASE PERSONAL'`; and for what a subgraph adds to a type that it doesn't own, the right to
 * the rows behind it, such as `'DECISION PERSONAL disbursement:read'`.
 */
export type FieldLine = `${AccessClass} ${Sensitivity}` | `${AccessClass} ${Sensitivity} ${Action}`;

/** A root field: class, sensitivity, and the rights of which the caller needs one; none where every caller may ask. */
export type RootLine = readonly [access: AccessClass, sensitivity: Sensitivity, ...rights: Action[]];

/** An object type: what it is about, the right to its rows, and a line for each of its fields. */
export interface TypePolicy {
  readonly access: AccessClass;
  /** The right that its services assert before they read a row; null for values that are reached through others only. */
  readonly right: Action | null;
  readonly fields: Readonly<Record<string, FieldLine>>;
}

/** Who may read and do what, type by type and field by field: complete, or the schema isn't built. */
export interface Policy {
  readonly types: Readonly<Record<string, TypePolicy>>;
  readonly queries: Readonly<Record<string, RootLine>>;
  readonly mutations: Readonly<Record<string, RootLine>>;
}

/** States one type. */
export function typeOf(
  access: AccessClass,
  right: Action | null,
  fields: Readonly<Record<string, FieldLine>>,
): TypePolicy {
  return { access, right, fields };
}

/** The two types of a page of `node`: its edges and its connection, with fields beyond those that every page has. */
export function pageOf(
  node: string,
  access: AccessClass,
  right: Action | null,
  more: Readonly<Record<string, FieldLine>> = {},
): Readonly<Record<string, TypePolicy>> {
  const rows = `${access} INTERNAL` as const;
  const place = 'STRUCTURE INTERNAL';
  return {
    [`${node}Edge`]: typeOf(access, right, { cursor: place, node: rows }),
    [`${node}Connection`]: typeOf(access, right, {
      nodes: rows,
      edges: rows,
      pageInfo: place,
      totalCount: rows,
      ...more,
    }),
  };
}

/** A policy of several parts. Fields of one type that stand in several parts (a region's core and its blocks) add up. */
export function policyOf(...parts: readonly Partial<Policy>[]): Policy {
  const types: Record<string, TypePolicy> = {};
  for (const part of parts)
    for (const [name, stated] of Object.entries(part.types ?? {})) types[name] = added(name, types[name], stated);
  return {
    types,
    queries: united(parts.map((part) => part.queries ?? {})),
    mutations: united(parts.map((part) => part.mutations ?? {})),
  };
}

function added(name: string, known: TypePolicy | undefined, stated: TypePolicy): TypePolicy {
  if (!known) return stated;
  return { ...known, fields: united([known.fields, stated.fields], `${name}.`) };
}

function united<L>(tables: readonly Readonly<Record<string, L>>[], prefix = ''): Readonly<Record<string, L>> {
  const all: Record<string, L> = {};
  for (const [name, line] of tables.flatMap((table) => Object.entries(table))) {
    if (name in all) throw new FaultError(`The policy holds two lines for ${prefix}${name}.`);
    all[name] = line;
  }
  return all;
}

/** The class of a line. */
export function accessOf(line: FieldLine): AccessClass {
  return line.split(' ')[0] as AccessClass;
}

/** The sensitivity of a line. */
export function sensitivityOf(line: FieldLine): Sensitivity {
  return line.split(' ')[1] as Sensitivity;
}

/** All rights that a line demands beside the right to its row. */
export function rightsOf(line: FieldLine): readonly Action[] {
  const [access, , right] = line.split(' ') as [AccessClass, Sensitivity, Action | undefined];
  const further = classRight(access);
  return [...(further ? [further] : []), ...(right ? [right] : [])];
}

/** Whether a field is where begins what is told of whole regions: what it leads to is refused with it. */
export function beginsRegions({ access }: TypePolicy, line: FieldLine): boolean {
  return !isOfRegions(access) && isOfRegions(accessOf(line));
}
