import { type Role, ROLES, type Viewer } from '@nuan/auth';
import { rootFieldsOf } from '@nuan/federation';
import { getNamedType, type GraphQLField, isInputObjectType, isLeafType } from 'graphql';

import { viewerWith } from '../test-viewer';
import { expectsRight } from './expected-matrix';
import { everywhere, type WalkOptions } from './field-walk';
import { minimalArguments } from './minimal-arguments';
import { type Refused, refusalsOf } from './sightings';

/** Calls every mutation with the least input as every role that is to lack its right, and lists those that aren't refused for it. */
export async function walkActs(options: WalkOptions): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const field of rootFieldsOf(options.schema.getMutationType())) {
    const [, , ...rights] = options.policy.mutations[field.name] ?? [];
    if (rights.length === 0) problems.push(`${field.name} names no right`);
    const { document, values } = documentOf('mutation', field);
    for (const role of ROLES) {
      const holds = rights.map((right) => expectsRight(role, right));
      if (holds.includes(null) && role !== 'partner')
        problems.push(`the matrix doesn't say who holds ${rights.join(', ')}`);
      if (holds.includes(true)) continue;
      const refusals = refusalsOf(await options.asker.ask(everywhere(role), document, values));
      if (refusals[0]?.code !== 'FORBIDDEN' || !rights.includes(String(refusals[0].details['action']) as never))
        problems.push(`${role} calls ${field.name} and meets ${refusals[0]?.code ?? 'no refusal'}`);
    }
  }
  return [...new Set(problems)];
}

/** An operation that asks one root field for the name of its result and no more. */
function documentOf(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
): { readonly document: string; readonly values: Readonly<Record<string, unknown>> } {
  const { declared, used, values } = minimalArguments(field);
  const inner = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return { document: `${kind} ${declared} { ${field.name}${used} ${inner} }`, values };
}

const COUNTY = '340102';
const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057';

/** What was compared, and where the two answers differ. */
export interface ExistenceWalk {
  readonly problems: readonly string[];
  /** Fields whose answers agree on NOT_FOUND: the comparison said something. */
  readonly compared: readonly string[];
}

/**
 * Asks every root field and mutation that takes an id once for a row of another city and once for none at all: code, message and the
 * names of the facts must agree, or the difference tells that the row exists.
 *
 * @param foreign ids of rows outside the county, by the name of their type.
 */
export async function walkExistence(
  options: WalkOptions,
  foreign: ReadonlyMap<string, string>,
): Promise<ExistenceWalk> {
  const { schema, policy, asker } = options;
  const problems: string[] = [];
  const compared: string[] = [];
  const compare = async (kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Promise<void> => {
    const rights = (kind === 'query' ? policy.queries : policy.mutations)[field.name]?.slice(2) ?? [];
    const role = ROLES.find((candidate) => rights.every((right) => expectsRight(candidate, right) === true));
    if (!role) return;
    for (const [place, type] of idPlaces(field)) {
      const ids = type === null ? [...foreign.values()] : [foreign.get(type)].filter((id) => id !== undefined);
      for (const id of ids.slice(0, 40)) {
        const met = await answer(kind, field, place, id, role);
        const absent = await answer(kind, field, place, ABSENT, role);
        if (shape(met, id) !== shape(absent, ABSENT))
          problems.push(
            `${field.name}(${place}) as ${role}: ${shape(met, id)} for a foreign row, ${shape(absent, ABSENT)} for none`,
          );
        else if (met?.code === 'NOT_FOUND') compared.push(`${field.name}(${place})`);
      }
    }
  };
  const answer = async (
    kind: 'query' | 'mutation',
    field: GraphQLField<unknown, unknown>,
    place: string,
    id: string,
    role: Role,
  ): Promise<Refused | undefined> => {
    const { document, values } = documentOf(kind, field);
    const viewer: Viewer = viewerWith({ role, read: [COUNTY] });
    const variables = place.startsWith('input.')
      ? withId(values, place.slice('input.'.length), id)
      : { ...values, [place]: id };
    return refusalsOf(await asker.ask(viewer, document, variables))[0];
  };
  for (const field of rootFieldsOf(schema.getQueryType())) await compare('query', field);
  for (const field of rootFieldsOf(schema.getMutationType())) await compare('mutation', field);
  return { problems: [...new Set(problems)], compared: [...new Set(compared)] };
}

function withId(
  values: Readonly<Record<string, unknown>>,
  name: string,
  id: string,
): Readonly<Record<string, unknown>> {
  return { ...values, input: { ...(values['input'] as object), [name]: id } };
}

/** Where a field takes an id, with the type that the name of the place tells; null where it tells none. */
function idPlaces(field: GraphQLField<unknown, unknown>): readonly (readonly [string, string | null])[] {
  const own = field.args
    .filter(({ type }) => String(type) === 'ID!')
    .map(({ name }): [string, string | null] => [name, name === 'id' ? rootTypeOf(field) : typeNamed(name)]);
  const input = field.args.find(({ name }) => name === 'input');
  const type = input && getNamedType(input.type);
  if (!isInputObjectType(type)) return own;
  const inner = Object.values(type.getFields())
    .filter((place) => String(place.type) === 'ID!')
    .map(({ name }): [string, string | null] => [`input.${name}`, name === 'id' ? null : typeNamed(name)]);
  return [...own, ...inner];
}

function rootTypeOf(field: GraphQLField<unknown, unknown>): string {
  return getNamedType(field.type).name;
}

function typeNamed(name: string): string | null {
  const noun = name.replace(/Id$/, '');
  return noun === name ? null : `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}

/** What of a refusal a client could tell apart: not the id, which is its own. */
function shape(refusal: Refused | undefined, id: string): string {
  if (!refusal) return 'an answer';
  const { code, message, details } = refusal;
  return `${code} "${message.replaceAll(id, '…')}" {${Object.keys(details).sort().join(',')}}`;
}
