import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { emitContract, emitPolicy, emitSchema, PEOPLE, type SubgraphDefinition } from '@nuan/federation';
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql';

/** The object types of a schema with their fields, introspection left out. */
function placesOf(schema: GraphQLSchema): readonly { readonly type: string; readonly field: string }[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => ({ type: type.name, field })));
}

/**
 * States as tests what holds of each contract of a subgraph: its schema is committed in `contracts` beside the source, no field
 * that it reaches tells of a person, and composition knows every field of it by a tag.
 */
export function testContracts(definition: SubgraphDefinition, appDir: string): void {
  const contracts = definition.contracts ?? [];
  const dir = join(appDir, 'contracts');

  describe(`the contracts of ${definition.name}`, () => {
    it('are those whose schemas are committed', () => {
      expect(readdirSync(dir).sort()).toEqual(contracts.map(({ name }) => `${name}.graphql`).sort());
    });

    it.each(contracts.map(({ name }) => name))('%s is committed as it is emitted', async (name) => {
      expect(readFileSync(join(dir, `${name}.graphql`), 'utf8')).toBe(await emitContract(definition, name));
    });

    it.each(contracts.map(({ name }) => name))('%s reaches no field that tells of a person', async (name) => {
      const { types, queries, mutations } = await emitPolicy(definition);
      const rows = new Map([
        ...types.map((row) => [row.name, row.fields] as const),
        ...[['Query', queries] as const, ['Mutation', mutations] as const],
      ]);
      const places = placesOf(buildSchema(await emitContract(definition, name)));
      const classes = places.map(({ type, field }) => ({
        place: `${type}.${field}`,
        access: rows.get(type)?.find((row) => row.name === field)?.access,
      }));
      expect(classes.filter(({ access }) => access === undefined)).toEqual([]);
      expect(classes.filter(({ access }) => access !== undefined && PEOPLE.includes(access))).toEqual([]);
    });

    it.each(contracts.map((contract) => [contract.name, contract] as const))(
      '%s comes with a feed',
      (_name, contract) => {
        expect(contract.queries).toContain('changes');
        expect(contract.scopes).toContain('changes:read');
      },
    );

    it.each(contracts.map(({ name }) => name))('%s is tagged field by field, and nothing else is', async (name) => {
      const tag = ` @tag(name: "${name}")`;
      const tagged = (await emitSchema(definition)).split(tag).length - 1;
      expect(tagged).toBe(placesOf(buildSchema(await emitContract(definition, name))).length);
    });
  });
}
