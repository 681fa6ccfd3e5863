import './published-enums';

import { buildSubgraphSchema as buildApolloSubgraph } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { FaultError } from '@nuan/errors';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';

import { assertContract } from './contracts/assert-contract';
import type { Contract, Selection } from './contracts/contract';
import { contractSchema } from './contracts/contract-schema';
import { selectionOf } from './contracts/select';
import { taggedSdl } from './contracts/tags';
import type { SubgraphDefinition, SubgraphParts } from './definition';
import { assertDeclared } from './policy/declared';
import { enforcePolicy } from './policy/enforce';
import { federationPolicy } from './policy/federation.policy';
import { type Policy, policyOf } from './policy/policy';
import { guardMachinery } from './machinery';
import { refuseMasks } from './write/masked-input';
import { resolveReference } from './references';
import { Instant, LocalDateScalar, Money, RegionCodeScalar } from './scalars';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@tag", "@inaccessible"])\n`;

type ResolverMap = Record<string, Record<string, unknown>>;

/**
 * Builds the executable subgraph schema. Resolver instances come from the composition root; a resolver without an instance
 * fails here, at start, and not at the first request.
 */
export async function buildSubgraphSchema(
  definition: SubgraphDefinition,
  parts: SubgraphParts,
): Promise<GraphQLSchema> {
  const instances = new Map<unknown, object>(parts.resolvers.map((instance) => [instance.constructor, instance]));
  const schema = await buildSchema({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<() => unknown>,
    orphanedTypes: [...(definition.orphanedTypes ?? [])] as never[],
    container: { get: (resolver: unknown) => instanceOf(definition.name, instances, resolver) },
    skipCheck: true,
    validate: { validationError: { target: false, value: false }, forbidUnknownValues: true },
    scalarsMap: [],
  });
  const resolvers = createResolversMap(schema) as ResolverMap;
  for (const scalar of [Money, LocalDateScalar, Instant, RegionCodeScalar]) {
    if (schema.getType(scalar.name)) resolvers[scalar.name] = scalar as unknown as Record<string, unknown>;
  }
  for (const [typeName, entry] of Object.entries(parts.references)) {
    if (!schema.getType(typeName))
      throw new FaultError(`${definition.name}: reference ${typeName} is not a type of the schema.`);
    resolvers[typeName] = { ...resolvers[typeName], __resolveReference: resolveReference(typeName, entry) };
  }
  const { contracts = [] } = definition;
  const selections = new Map(
    contracts.map((contract) => [contract.name, selectionOf(definition.name, schema, contract)]),
  );
  const sdl = taggedSdl(`${LINK}\n${printSchemaWithDirectives(schema).trimEnd()}\n`, selections);
  const subgraph = buildApolloSubgraph([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  printed.set(subgraph, sdl);
  guardMachinery(subgraph);
  refuseMasks(subgraph);
  applyPolicy(definition, parts, subgraph);
  contractSchemas.set(subgraph, schemasOf(definition.name, contracts, selections, subgraph));
  return subgraph;
}

const contractSchemas = new WeakMap<GraphQLSchema, ReadonlyMap<string, GraphQLSchema>>();

/** The schemas of a subgraph's contracts, by name; each shows a part of the whole. */
export function contractsOfSchema(schema: GraphQLSchema): ReadonlyMap<string, GraphQLSchema> {
  return contractSchemas.get(schema) ?? new Map<string, GraphQLSchema>();
}

function schemasOf(
  subgraph: string,
  contracts: readonly Contract[],
  selections: ReadonlyMap<string, Selection>,
  schema: GraphQLSchema,
): ReadonlyMap<string, GraphQLSchema> {
  const schemas = new Map<string, GraphQLSchema>();
  for (const contract of contracts) {
    const selection = selections.get(contract.name) ?? new Map<string, ReadonlySet<string>>();
    assertContract(subgraph, contract, selection, policyOfSchema(schema));
    schemas.set(contract.name, contractSchema(schema, selection));
  }
  return schemas;
}

const policies = new WeakMap<GraphQLSchema, Policy>();

/**
 * Refuses to serve what the policy doesn't name, and enforces what it says.
 *
 * @throws FaultError when policy and schema differ, or an entity is read by another right than its type's.
 */
function applyPolicy(definition: SubgraphDefinition, parts: SubgraphParts, schema: GraphQLSchema): void {
  if (!definition.policy) return;
  const policy = policyOf(federationPolicy, definition.policy);
  assertDeclared(definition.name, schema, policy);
  for (const [type, { action = null }] of Object.entries(parts.references)) {
    const stated = policy.types[type]?.right ?? null;
    if (action !== null && action !== stated)
      throw new FaultError(`${definition.name}: ${type} is resolved by ${action} and its policy says ${stated}.`);
  }
  policies.set(schema, policy);
  enforcePolicy(schema, policy);
}

/**
 * The whole policy of a schema, with the lines that all subgraphs share.
 *
 * @throws FaultError when the schema was built without one.
 */
export function policyOfSchema(schema: GraphQLSchema): Policy {
  const policy = policies.get(schema);
  if (!policy) throw new FaultError('This schema has no policy.');
  return policy;
}

function instanceOf(subgraph: string, instances: ReadonlyMap<unknown, object>, resolver: unknown): object {
  const instance = instances.get(resolver);
  if (!instance) throw new FaultError(`${subgraph}: a resolver class was registered without an instance.`);
  return instance;
}

const printed = new WeakMap<GraphQLSchema, string>();

/** The SDL that is committed and composed: the subgraph's own types with their federation directives, without the machinery. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const sdl = printed.get(schema);
  if (sdl === undefined)
    throw new FaultError('Only a schema made by buildSubgraphSchema can be printed for composition.');
  return sdl;
}
