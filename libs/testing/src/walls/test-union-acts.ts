import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, RIGHTS, type Role, ROLES } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { buildSubgraphSchema, policyOfSchema, rootFieldsOf, type SubgraphDefinition } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { getNamedType, type GraphQLField, type GraphQLSchema, isLeafType } from 'graphql';

import { ABSENT, inputAbout } from '../policy/known-input';
import { executeSubgraph, type ExecutionOutcome, testCipher, testClock } from '../subgraph-execution';
import { createTestDatabase, type DisposableDatabase } from '../test-database';
import { viewerWith } from '../test-viewer';

/** What the generated test of the acts of a subgraph needs to know. */
export interface UnionActTest {
  readonly definition: SubgraphDefinition;
  /** Mutations that are of a whole region: who writes for some of its unions is refused. */
  readonly ofRegion: readonly string[];
  /** Mutations that write for a union: that of the row, or one that the input names. */
  readonly ofUnion: readonly string[];
  /** Mutations that who is bounded by unions may do for the region, each with the reason. */
  readonly open: Readonly<Record<string, string>>;
}

const [HERE, UNION] = ['340102', newId()] as const;

/**
 * States as tests that each mutation of a subgraph says whether it is of a region, of a union or rightly open, and that those of a
 * region are refused to who writes for some of its unions, and to nobody else for that.
 */
export function testUnionActs({ definition, ofRegion, ofUnion, open }: UnionActTest): void {
  describe(`the acts of ${definition.name} of who writes for some unions`, () => {
    let db: DisposableDatabase;
    let schema: GraphQLSchema;
    beforeAll(async () => {
      db = await createTestDatabase(definition.database);
      const { app } = db;
      schema = await buildSubgraphSchema(
        definition,
        definition.compose({ db: app, clock: testClock, cipher: testCipher }),
      );
    }, 120_000);
    afterAll(() => db.drop());

    const fields = () => rootFieldsOf(schema.getMutationType());
    const call = (field: GraphQLField<unknown, unknown>, writeUnions: readonly string[] | null) => {
      const [, , ...rights] = policyOfSchema(schema).mutations[field.name] ?? [];
      const { declared, used, values } = inputAbout(field, () => ABSENT, HERE);
      const inner = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
      return executeSubgraph<Readonly<Record<string, { readonly __typename?: string } | null>> | null>(definition, {
        ...{ db: db.app, viewer: { ...holderOf(rights), writeUnions }, variables: values },
        query: `mutation ${declared} { ${field.name}${used} ${inner} }`,
      });
    };

    it('are each of a region, of a union, or rightly open', () => {
      const said = [...ofRegion, ...ofUnion, ...Object.keys(open)];
      expect([...said].sort()).toEqual(
        fields()
          .map(({ name }) => name)
          .sort(),
      );
      expect(said).toHaveLength(new Set(said).size);
    });

    it('I34: are refused where they are of a whole region, and open there to who writes for all its unions', async () => {
      const wrong: string[] = [];
      const tried = fields().filter(({ name }) => ofRegion.includes(name));
      for (const field of tried) {
        if (!isOfRegion(await call(field, [UNION]))) wrong.push(`${field.name} is done for some unions`);
        if (isOfRegion(await call(field, null))) wrong.push(`${field.name} is done for no region`);
      }
      expect(wrong).toEqual([]);
      expect(tried).toHaveLength(ofRegion.length);
    });

    it('do nothing for a union that nobody names', async () => {
      const wrong: string[] = [];
      for (const field of fields().filter(({ name }) => ofUnion.includes(name))) {
        const { data, errors } = await call(field, [UNION]);
        if (errors.length === 0 && isDone(data?.[field.name]?.__typename)) wrong.push(field.name);
        if (errors.some(({ code }) => code === 'INTERNAL')) wrong.push(`${field.name}: ${errors[0]?.message ?? ''}`);
      }
      expect(wrong).toEqual([]);
    });

    const isDone = (typename: string | undefined): boolean =>
      typename !== undefined && policyOfSchema(schema).types[typename]?.right != null;
  });
}

function isOfRegion({ errors }: ExecutionOutcome<unknown>): boolean {
  return errors.some(({ code, message }) => code === 'FORBIDDEN' && message.startsWith('This is of a whole region'));
}

/** Somebody who may do it here: an officer, or a department whose token names the right. */
function holderOf(rights: readonly string[]): ReturnType<typeof viewerWith> {
  const isHeld = (role: Role): boolean =>
    rights.length === 0 || rights.some((right) => RIGHTS[role].includes(right as Action));
  const role =
    ROLES.find((known) => known !== 'partner' && known !== 'province' && isHeld(known)) ?? ROLES.find(isHeld);
  const regions = { read: ['340000'], write: ['340000'] };
  if (role) return viewerWith({ role, ...regions });
  if (rights.length === 0) throw new FaultError('a mutation without a right');
  return viewerWith({ role: 'partner', department: '民政', scopes: rights, ...regions });
}
