import { FaultError } from '@nuan/errors';
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

import type { Contract, Selection } from './contract';

/** What every act may answer and every list or feed is made of; it belongs to a contract as soon as something leads to it. */
const EVERYWHERE = new Set([
  'PageInfo',
  'Count',
  'Progress',
  'RuleBroken',
  'TransitionRefused',
  'VersionConflict',
  'OutcomeFact',
  'ChangePage',
  'Change',
]);

const PAGE = /^(\w+)(Connection|Edge)$/;
const PAGE_FIELDS = new Set(['nodes', 'edges', 'pageInfo', 'totalCount', 'cursor', 'node']);

/**
 * The types and fields of a contract, beginning at its root fields.
 *
 * @throws FaultError that lists every name which the schema doesn't hold, every type that is reached and not in the contract,
 *   and every line that nothing leads to.
 */
export function selectionOf(subgraph: string, schema: GraphQLSchema, contract: Contract): Selection {
  const selector = new Selector(schema, contract);
  selector.take(schema.getQueryType(), contract.queries, 'Query');
  if (contract.mutations.length > 0) selector.take(schema.getMutationType(), contract.mutations, 'Mutation');
  const problems = [...selector.problems, ...selector.unreached()];
  if (problems.length > 0)
    throw new FaultError(`${subgraph}: the contract ${contract.name} doesn't hold:\n  ${problems.join('\n  ')}`);
  return selector.selected;
}

class Selector {
  readonly selected = new Map<string, ReadonlySet<string>>();
  readonly problems: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly contract: Contract,
  ) {}

  /** Takes fields of a type, and all that they lead to. */
  take(type: GraphQLObjectType | null | undefined, names: readonly string[], typeName: string): void {
    this.selected.set(type?.name ?? typeName, new Set(names));
    const fields = type?.getFields() ?? {};
    for (const name of names) {
      const field = fields[name];
      if (field) this.reach(getNamedType(field.type), `${typeName}.${name}`);
      else this.problems.push(`${typeName}.${name} is no field of the schema`);
    }
  }

  unreached(): readonly string[] {
    return Object.keys(this.contract.types)
      .filter((name) => !this.selected.has(name))
      .map((name) => `${name} has lines, and nothing in the contract leads to it`);
  }

  private reach(type: GraphQLNamedType, from: string): void {
    if (isUnionType(type)) for (const member of type.getTypes()) this.reach(member, from);
    else if (isInterfaceType(type)) for (const object of this.schema.getPossibleTypes(type)) this.reach(object, from);
    else if (isObjectType(type) && !this.selected.has(type.name)) {
      const names = this.fieldsOf(type);
      if (names) this.take(type, names, type.name);
      else this.problems.push(`${from} leads to ${type.name}, which is not in the contract`);
    }
  }

  private fieldsOf(type: GraphQLObjectType): readonly string[] | null {
    const stated = this.contract.types[type.name];
    if (stated !== undefined) return stated.split(/\s+/).filter(Boolean);
    const all = Object.keys(type.getFields());
    if (EVERYWHERE.has(type.name)) return all;
    const node = PAGE.exec(type.name)?.[1];
    return node !== undefined && this.contract.types[node] !== undefined
      ? all.filter((name) => PAGE_FIELDS.has(name))
      : null;
  }
}
