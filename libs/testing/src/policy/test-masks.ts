import { describe, expect, it } from '@jest/globals';
import { can, ROLES, type Viewer } from '@nuan/auth';
import { maskAccount, maskId, maskName, maskPhone } from '@nuan/database';
import {
  buildSubgraphSchema,
  policyOfSchema,
  rootFieldsOf,
  type SubgraphDefinition,
  takesMaskable,
} from '@nuan/federation';
import { type GraphQLField, type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from 'graphql';

import { testCipher, testClock } from '../subgraph-execution';
import type { TestDatabase } from '../test-database';
import { everywhere } from './field-walk';
import { leastOf, minimalArguments } from './minimal-arguments';
import { type Asker, SchemaAsker } from './asker';

/** A place of an input that takes what is shown by its mask elsewhere. */
interface Place {
  readonly name: string;
  /** Keys from the argument down; a list counts as its first element. */
  readonly keys: readonly (string | number)[];
}

/**
 * States as a test that no mutation of a subgraph takes a mask for the value: the mask of every name, number and address is sent to every
 * input field for one, as a role that holds the right, and is refused at its path with nothing written.
 */
export function testMasks(definition: SubgraphDefinition, database: TestDatabase): void {
  describe(`masked values sent to ${definition.name}`, () => {
    it('are refused by every mutation at every input field for a name, number or address, and nothing is written', async () => {
      const schema = await buildSubgraphSchema(
        definition,
        definition.compose({ db: database.app, clock: testClock, cipher: testCipher }),
      );
      const asker = new SchemaAsker(schema, testClock);
      const { mutations } = policyOfSchema(schema);
      const written = async (): Promise<unknown> =>
        (await database.owner.query<object[]>('select count(*) as acts from audit_entry'))[0];
      const before = await written();
      const accepted: string[] = [];
      for (const field of rootFieldsOf(schema.getMutationType())) {
        const [, , ...rights] = mutations[field.name] ?? [];
        const role = ROLES.find((one) => rights.some((right) => can(everywhere(one), right)));
        for (const place of field.args.flatMap(({ name, type }) => placesOf(name, type, [name]))) {
          const viewer = everywhere(role ?? 'maker');
          if (!(await isRefused(asker, viewer, field, place))) accepted.push(`${field.name}: ${place.keys.join('.')}`);
        }
      }
      expect(accepted).toEqual([]);
      expect(await written()).toEqual(before);
    });
  });
}

async function isRefused(
  asker: Asker,
  viewer: Viewer,
  field: GraphQLField<unknown, unknown>,
  { name, keys }: Place,
): Promise<boolean> {
  const { declared, used, values } = minimalArguments(field);
  const document = `mutation ${declared} { ${field.name}${used} { __typename } }`;
  const given = withValue(values, field.args, keys, maskOf(name));
  const { refusals } = await asker.ask(viewer, document, given as Record<string, unknown>);
  const [refusal] = refusals;
  const path = keys.filter((key) => key !== 'input').join('.');
  return refusal?.details['rule'] === 'MASKED_VALUE_REJECTED' && refusal.details['field'] === path;
}

/** The form in which the platform shows the value. */
function maskOf(name: string): string {
  if (/phone/i.test(name)) return maskPhone('10000000001');
  if (name === 'accountNumber') return maskAccount('', '9999990000000000');
  if (name === 'idNumber' || name === 'documentNo') return maskId('349900196805060012');
  if (/address/i.test(name)) return '合肥市庐阳区****';
  return maskName('张小明');
}

function placesOf(name: string, type: GraphQLInputType, keys: Place['keys']): readonly Place[] {
  if (isNonNullType(type)) return placesOf(name, type.ofType, keys);
  if (isListType(type)) return placesOf(name, type.ofType, [...keys, 0]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap((field) => placesOf(field.name, field.type, [...keys, field.name]));
  return type.name === 'String' && takesMaskable(name) ? [{ name, keys }] : [];
}

/** The arguments with one value put in at its place, and with what must stand on the way to it. */
function withValue(
  values: Readonly<Record<string, unknown>>,
  args: GraphQLField<unknown, unknown>['args'],
  keys: Place['keys'],
  value: unknown,
): unknown {
  const copy = structuredClone(values) as Record<string | number, unknown>;
  let at: Record<string | number, unknown> = copy;
  let type: GraphQLInputType | undefined = args.find(({ name }) => name === keys[0])?.type;
  for (const [index, key] of keys.entries()) {
    if (index === keys.length - 1) at[key] = value;
    else {
      if (at[key] === undefined && type) at[key] = leastOf(type, String(key));
      at = at[key] as Record<string | number, unknown>;
      type = innerOf(type, keys[index + 1]);
    }
  }
  return copy;
}

function innerOf(type: GraphQLInputType | undefined, key: string | number | undefined): GraphQLInputType | undefined {
  if (type === undefined) return undefined;
  if (isNonNullType(type)) return innerOf(type.ofType, key);
  if (isListType(type)) return typeof key === 'number' ? type.ofType : innerOf(type.ofType, key);
  return isInputObjectType(type) ? type.getFields()[String(key)]?.type : undefined;
}
