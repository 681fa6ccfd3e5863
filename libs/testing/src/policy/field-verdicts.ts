import type { Role } from '@nuan/auth';
import { accessOf, type Policy, rootFieldsOf } from '@nuan/federation';
import { type GraphQLSchema, isObjectType } from 'graphql';

import type { Cell, Cells, Way } from './cells';
import { EXPECTED_DOERS, EXPECTED_READERS, EXPECTED_SIGHT, expectsSight, SCOPE_GIVES_NEVER } from './expected-matrix';
import { expectedRootRights, expectedRowRight } from './expected-rights';
import { expectedClass } from './expected-values';
import {
  type AskerName,
  ASKERS,
  type HolderName,
  HOLDERS,
  isInside,
  type Position,
  POSITIONS,
  roleOf,
} from './positions';
import { rowTypeOf } from './selection';

/** What the comparison needs to know of the graph. */
export interface Judged {
  readonly schema: GraphQLSchema;
  readonly policy: Policy;
}

/** Types whose rows are shown from outside their region too: from where, and why. */
export type Shared = Readonly<Record<string, { readonly from: readonly Position[]; readonly because: string }>>;

/** What an asker is expected to meet at a field by what it is: by the class of its value, and by the rows that it leads to. */
export function expectation(asker: AskerName, name: string, { schema, policy }: Judged): 'seen' | 'refused' {
  if (asker === 'anonymous') return 'refused';
  const [typeName = '', fieldName = ''] = name.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const root = typeName === 'Query' ? policy.queries[fieldName] : undefined;
  if (!seesClass(asker, classOfField(typeName, fieldName, policy))) return 'refused';
  const own = expectedRowRight(name);
  if (own !== undefined && !readsRows(asker, own)) return 'refused';
  const rows = field && rowTypeOf(field).name;
  const rights = root ? (expectedRootRights(name) ?? []) : [rows && rowRight(rows, policy)].filter(Boolean);
  return rights.length === 0 || rights.some((right) => readsRows(asker, String(right))) ? 'seen' : 'refused';
}

/** The right to the rows of a type; none to a mere key of another subgraph's rows. */
function rowRight(type: string, policy: Policy): string | null {
  const isKey = (policy.types[type]?.right ?? null) === null;
  return isKey ? null : (expectedRowRight(type) ?? null);
}

/** Root fields, rows and added fields that take a right by the policy alone: the duties say of none of them whose they are. */
export function unnamed({ schema, policy }: Judged): readonly string[] {
  const roots = [
    ...rootFieldsOf(schema.getQueryType()).map(({ name }) => `Query.${name}`),
    ...rootFieldsOf(schema.getMutationType()).map(({ name }) => `Mutation.${name}`),
  ].filter((name) => expectedRootRights(name) === undefined);
  const types = Object.entries(policy.types).filter(
    ([name]) => schema.getType(name) && !/(Edge|Connection)$/.test(name),
  );
  const rows = types.filter(([, { right }]) => right !== null).map(([name]) => name);
  const added = types.flatMap(([type, { fields }]) =>
    Object.entries(fields).flatMap(([field, line]) => (line.split(' ').length > 2 ? [`${type}.${field}`] : [])),
  );
  return [...roots, ...[...rows, ...added].filter((name) => expectedRowRight(name) === undefined)];
}

/** The class that a value is expected to be of: as the second table says where that guards it, else as the policy says. */
export function classOfField(type: string, field: string, policy: Policy): string {
  const expected = expectedClass(type, field);
  if (expected !== null) return expected;
  const root = type === 'Query' ? policy.queries[field] : undefined;
  const line = policy.types[type]?.fields[field];
  return root ? root[0] : line ? accessOf(line) : 'STRUCTURE';
}

/** Fields of a guarded class that the second table doesn't guard: the policy knows more than it, and one of the two is to be mended. */
export function unexpectedClasses({ policy }: Judged): readonly string[] {
  const guarded = Object.keys(EXPECTED_SIGHT).filter((access) => access !== 'AGGREGATE');
  const fields = Object.entries(policy.types).flatMap(([type, { fields: lines }]) =>
    Object.entries(lines).map(([field, line]) => ({ type, field, access: accessOf(line) as string })),
  );
  return fields
    .filter(({ type, field, access }) => guarded.includes(access) && expectedClass(type, field) !== access)
    .map(({ type, field, access }) => `${type}.${field} is ${access}, and the second table doesn't say so`);
}

/** Whether an asker is expected to see values of a class. */
export function seesClass(asker: HolderName, access: string): boolean {
  if (asker === 'partner with every scope')
    return access === 'FEED' || access === 'AGGREGATE' || expectsSight('partner', access);
  return expectsSight(roleOf(asker), access);
}

/** Whether an asker is expected to hold a right. */
export function readsRows(asker: HolderName, right: string): boolean {
  if (asker === 'partner with every scope') return !SCOPE_GIVES_NEVER.includes(right);
  const role: Role = roleOf(asker);
  return (EXPECTED_READERS[right] ?? EXPECTED_DOERS[right])?.includes(role) ?? false;
}

/** Where what came in a cell differs from what is expected of it. */
export function differences(cells: Iterable<Cell>, judged: Judged, shared: Shared): readonly string[] {
  return [...cells].flatMap((cell) => {
    const problem = problemOf(cell, judged, shared);
    return problem === null ? [] : [problem];
  });
}

function problemOf(cell: Cell, judged: Judged, shared: Shared): string | null {
  const { asker, position, field, way, counts, firstBy } = cell;
  const who = `${asker} (${position})`;
  const expected = expectation(asker, field, judged);
  if (expected === 'refused') {
    if (counts.seen > 0) return `${who} sees ${field} (${way}) by ${firstBy.seen} and is not to`;
    if (counts.empty > 0 && isInside(position)) return `${who} is not refused ${field} (${way}) by ${firstBy.empty}`;
    return null;
  }
  // A subgraph may publish no change to the department that asks.
  if (asker === 'partner with every scope' && field === 'Query.changes') return null;
  if (isInside(position) || isOfNoRegion(cell, judged))
    return counts.refused > 0 && !isShared(field, shared)
      ? `${who} is refused ${field} (${way}) by ${firstBy.refused} and is to see it`
      : null;
  const [type = ''] = field.split('.');
  if (type === 'Query' || [type, field].some((name) => shared[name]?.from.includes(position))) return null;
  return counts.seen > 0 ? `${who} sees ${field} (${way}) by ${firstBy.seen} of a row outside` : null;
}

/** Who asks about the rows of the county alone: what one of them is shown, others of the same right are shown too. */
const REGULARS: readonly HolderName[] = ['province', 'county', 'maker', 'checker'];

/** Fields that somebody sees from inside, and somebody else who is to see them met by no way. */
export function unshown(cells: Iterable<Cell>, judged: Judged): readonly string[] {
  const shown = new Map<string, Set<AskerName>>();
  for (const { field, asker, position, counts } of cells) {
    if (!isInside(position)) continue;
    const askers = shown.get(field) ?? new Set();
    shown.set(field, askers);
    if (counts.seen + counts.empty > 0) askers.add(asker);
  }
  return [...shown].flatMap(([field, askers]) => {
    const [typeName = ''] = field.split('.');
    const type = judged.schema.getType(typeName);
    const right = judged.policy.types[typeName]?.right;
    // What is no row of its own is shown as far as that which it stands in.
    const isRow = isObjectType(type) && 'id' in type.getFields();
    if (!right || !isRow || !REGULARS.some((regular) => askers.has(regular))) return [];
    return HOLDERS.filter(
      (holder) =>
        !askers.has(holder) &&
        holder !== 'partner with every scope' &&
        readsRows(holder, right) &&
        expectation(holder, field, judged) === 'seen',
    ).map((holder) => `${holder} is shown ${field} by no way`);
  });
}

function isShared(field: string, shared: Shared): boolean {
  return (field.split('.')[0] ?? '') in shared || field in shared;
}

/** Pages and what every caller is shown belong to no region; sums and counts are of the region that they are asked of. */
function isOfNoRegion({ field, way }: Cell, { policy }: Judged): boolean {
  const [type = ''] = field.split('.');
  if (way === 'aggregate' || type === 'Query') return false;
  if (/(Edge|Connection)$/.test(type)) return true;
  const access = policy.types[type]?.access;
  return access === 'STRUCTURE' || access === 'REFERENCE';
}

/** Cells that were left out: of a field that somebody was asked about by a way, somebody else or somewhere else wasn't. */
export function holes(cells: Cells, hasAnonymous: boolean): readonly string[] {
  const asked = new Map<string, { readonly way: Way; readonly field: string }>();
  for (const { way, field } of cells) asked.set(`${way}|${field}`, { way, field });
  const askers = ASKERS.filter((asker) => asker !== 'anonymous' || hasAnonymous);
  return [...asked.values()].flatMap(({ way, field }) =>
    askers.flatMap((asker) =>
      POSITIONS.filter((position) => !cells.get({ way, asker, position, field })).map(
        (position) => `nobody asked as ${asker} (${position}) about ${field} (${way})`,
      ),
    ),
  );
}

/** Types that the walk met no row of from inside, by the ways by which the schema leads to them. */
export function unmet(cells: Cells, { policy, schema }: Judged): readonly string[] {
  const met = new Set<string>();
  for (const { field, counts } of cells) if (counts.seen > 0) met.add(field.split('.')[0] ?? '');
  return Object.entries(policy.types)
    .filter(
      ([name, { access }]) =>
        schema.getType(name) && access !== 'OWN_ACT' && !/(Edge|Connection)$/.test(name) && !met.has(name),
    )
    .map(([name]) => name)
    .sort();
}
