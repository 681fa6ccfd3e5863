import { ACTIONS, type Role, ROLES, type Viewer } from '@nuan/auth';
import { accessOf, type Policy } from '@nuan/federation';
import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isObjectType, isRequiredArgument } from 'graphql';

import { viewerWith } from '../test-viewer';
import { type Entry, entriesOf } from './entry-paths';
import { EXPECTED_DOERS, EXPECTED_READERS, expectsSight } from './expected-matrix';
import { isConnection, rowTypeOf, Selection, type FieldArguments } from './selection';
import { type Asker, SightingRecord, type Sightings } from './sightings';

/** What the walk of one subgraph needs to know beside its schema. */
export interface WalkOptions {
  readonly schema: GraphQLSchema;
  readonly policy: Policy;
  readonly asker: Asker;
  /** Literal arguments of fields that can't be asked without them. */
  readonly literals: FieldArguments;
  /** Rows to begin with, by the name of their type. */
  readonly seeds: ReadonlyMap<string, string>;
}

/** What a walk met, role by role. */
export interface Walk {
  readonly byRole: ReadonlyMap<Role, Sightings>;
  /** What a partner department met whose token names every right there is. */
  readonly byScope: Sightings;
  /** Ids and codes that rows showed, by `Type.field`. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  readonly faults: readonly string[];
  readonly operations: number;
}

const PROVINCE = '340000';

/** A viewer of the role over the whole province, so that nothing but its role decides. */
export function everywhere(role: Role, scopes: readonly string[] = []): Viewer {
  return viewerWith({ role, read: [PROVINCE], scopes, department: role === 'partner' ? '民政' : null });
}

/** Asks for every field of every type, by every list, by id and as entities, as every role that isn't a partner department. */
export async function walkFields(options: WalkOptions): Promise<Walk> {
  const { schema, asker } = options;
  const query = schema.getQueryType();
  const literals = seeded(query, options);
  if (!query)
    return {
      byRole: new Map(),
      byScope: new Map(),
      values: new Map(),
      faults: ['the schema has no query'],
      operations: 0,
    };
  const selection = new Selection(schema, literals);
  const entries = entriesOf(schema, selection, literals);
  const records = new Map(ROLES.map((role) => [role, new SightingRecord(query, selection)]));
  const scoped = new SightingRecord(query, selection);
  let operations = 0;
  const run = async (entry: Entry, variables: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    for (const [role, record] of records) {
      operations += 1;
      record.take(await asker.ask(everywhere(role), entry.document, variables), entry.path);
    }
    scoped.take(await asker.ask(everywhere('partner', ACTIONS), entry.document, variables), entry.path);
  };
  for (const entry of entries) await run(entry);
  const values = new Map([...options.seeds].map(([type, id]) => [`${type}.id`, new Set([id])]));
  for (const { values: found } of records.values())
    for (const [name, some] of found) values.set(name, new Set([...(values.get(name) ?? []), ...some]));
  for (const [entry, variables] of lookUps(query, selection, literals, values)) await run(entry, variables);
  for (const [entry, variables] of entityLookUps(schema, selection, values)) await run(entry, variables);
  const faults = [...records].flatMap(([role, { faults: found }]) => found.map((fault) => `${role}: ${fault}`));
  return {
    byRole: new Map([...records].map(([role, { sightings }]) => [role, sightings])),
    byScope: scoped.sightings,
    values,
    faults: [...new Set(faults)],
    operations,
  };
}

/** The literals, and for every root field that finds a row by its id the id of a row to begin with. */
function seeded(query: GraphQLObjectType | null | undefined, { literals, seeds }: WalkOptions): FieldArguments {
  const found = Object.values(query?.getFields() ?? {}).flatMap((field): [string, string][] => {
    const [wanted, ...others] = field.args.filter(isRequiredArgument);
    const type = wanted?.name === 'id' ? rowTypeOf(field).name : wanted?.name === 'householdId' ? 'Household' : '';
    const id = seeds.get(type);
    return wanted && id && others.length === 0 ? [[`Query.${field.name}`, `${wanted.name}: "${id}"`]] : [];
  });
  return { ...literals, ...Object.fromEntries(found) };
}

type LookUp = readonly [Entry, Readonly<Record<string, unknown>>];

/** Root fields that find one row by what another operation showed of it. */
function lookUps(
  query: GraphQLObjectType,
  selection: Selection,
  literals: FieldArguments,
  values: ReadonlyMap<string, ReadonlySet<string>>,
): readonly LookUp[] {
  return Object.values(query.getFields()).flatMap((field): LookUp[] => {
    const [wanted] = field.args.filter(isRequiredArgument);
    const type = rowTypeOf(field);
    if (
      !wanted ||
      field.name.startsWith('_') ||
      `Query.${field.name}` in literals ||
      isConnection(getNamedType(field.type))
    )
      return [];
    const value = [...(values.get(`${type.name}.${wanted.name}`) ?? [])][0];
    if (value === undefined) return [];
    const document = `query ($key: ${String(wanted.type)}) { ${field.name}(${wanted.name}: $key) ${selection.everything(type)} }`;
    return [[{ path: `${field.name}(${wanted.name})`, type: type.name, document }, { key: value }]];
  });
}

/** Entities by their key, as a gateway asks for them. */
function entityLookUps(
  schema: GraphQLSchema,
  selection: Selection,
  values: ReadonlyMap<string, ReadonlySet<string>>,
): readonly LookUp[] {
  const entity = schema.getType('_Entity');
  const types = entity && 'getTypes' in entity ? entity.getTypes() : [];
  return types.filter(isObjectType).flatMap((type): LookUp[] => {
    const key = ['id', 'code'].find((name) => name in type.getFields() && values.has(`${type.name}.${name}`));
    const value = key ? [...(values.get(`${type.name}.${key}`) ?? [])][0] : undefined;
    if (!key || !value) return [];
    const document = `query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename ... on ${type.name} ${selection.member(type)} } }`;
    const variables = { keys: [{ __typename: type.name, [key]: value }] };
    return [[{ path: `_entities(${type.name})`, type: type.name, document }, variables]];
  });
}

/** Where what a role met differs from what it is expected to meet. */
export function differences({ byRole }: Walk, { schema, policy }: WalkOptions): readonly string[] {
  return [...byRole].flatMap(([role, sightings]) =>
    [...sightings]
      .filter(([name]) => !name.startsWith('Query._'))
      .flatMap(([name, { values, refusals, valuePath, refusalPath }]) => {
        const expected = expectation(role, name, schema, policy);
        if (expected === 'seen' && refusals > 0)
          return [`${role} is refused ${name} by ${refusalPath} and is to see it`];
        if (expected === 'refused' && values > 0) return [`${role} sees ${name} by ${valuePath} and is not to`];
        return [];
      }),
  );
}

/** What a role is expected to meet at a field: by the class of its value, and by the rows that it leads to. */
export function expectation(role: Role, name: string, schema: GraphQLSchema, policy: Policy): 'seen' | 'refused' {
  const [typeName = '', fieldName = ''] = name.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const line = policy.types[typeName]?.fields[fieldName];
  const root = typeName === 'Query' ? policy.queries[fieldName] : undefined;
  const access = root ? root[0] : line ? accessOf(line) : 'STRUCTURE';
  if (!expectsSight(role, access)) return 'refused';
  const own = line?.split(' ')[2];
  if (own !== undefined && !readsRows(role, own)) return 'refused';
  const rights = root ? root.slice(2) : [field && policy.types[rowTypeOf(field).name]?.right].filter(Boolean);
  const isReader = rights.length === 0 || rights.some((right) => readsRows(role, String(right)));
  return isReader ? 'seen' : 'refused';
}

function readsRows(role: Role, right: string): boolean {
  return EXPECTED_READERS[right]?.includes(role) ?? EXPECTED_DOERS[right]?.includes(role) ?? false;
}

/** Details of persons that a partner department sees, whatever its scopes name. */
export function detailsByScope({ byScope }: Walk, { policy }: WalkOptions): readonly string[] {
  return [...byScope].flatMap(([name, { values, valuePath }]) => {
    const [type = '', field = ''] = name.split('.');
    const line = policy.types[type]?.fields[field];
    const access = line ? accessOf(line) : 'STRUCTURE';
    return values > 0 && DETAILS.includes(access) ? [`a partner department sees ${name} by ${valuePath}`] : [];
  });
}

/** Classes that no scope shows. */
const DETAILS: readonly string[] = ['NAME', 'ID_NUMBER', 'PHONE', 'ACCOUNT', 'HEALTH', 'INCOME', 'CHILD', 'AUDIT'];

/** Types of the schema no row of which any role met, without those that only tell what came of an act. */
export function unreached({ byRole }: Walk, { schema, policy }: WalkOptions): readonly string[] {
  const met = new Set(
    [...byRole.values()].flatMap((sightings) =>
      [...sightings].flatMap(([name, { values }]) => (values > 0 ? [name.split('.')[0]] : [])),
    ),
  );
  return Object.entries(policy.types)
    .filter(
      ([name, { access }]) =>
        schema.getType(name) && access !== 'OWN_ACT' && !/(Edge|Connection)$/.test(name) && !met.has(name),
    )
    .map(([name]) => name)
    .sort();
}

/** Values that a role saw the row of, may not see and wasn't refused: the walk would not have noticed. */
export function unrefused({ byRole }: Walk, { policy }: WalkOptions): readonly string[] {
  return [...byRole].flatMap(([role, sightings]) => {
    const met = new Set([...sightings].flatMap(([name, { values }]) => (values > 0 ? [name.split('.')[0]] : [])));
    return Object.entries(policy.types)
      .filter(([type]) => met.has(type))
      .flatMap(([type, { fields }]) =>
        Object.entries(fields).map(([field, line]) => [`${type}.${field}`, line] as const),
      )
      .filter(([name, line]) => !expectsSight(role, accessOf(line)) && !sightings.get(name)?.refusals)
      .map(([name]) => `${role} was not refused ${name}`);
  });
}
