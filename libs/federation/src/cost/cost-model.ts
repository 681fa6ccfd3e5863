import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

import { listSizeOf } from './list-sizes';

/** What things cost, in units: one unit is about one object that is read, checked and sent. */
export interface CostPrices {
  /** An object, each time it can appear. */
  readonly object: number;
  /** A count of all rows of a list, which reads them without sending them. */
  readonly count: number;
  /** A root field of a mutation: a transaction with its audit row. */
  readonly write: number;
  /** Rows assumed of a list that no argument bounds. */
  readonly openList: number;
}

/** Prices of every endpoint. */
export const PRICES: CostPrices = { object: 1, count: 10, write: 20, openList: 20 };

/** Values of variables, as a client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** What one operation may cost at most (成本估算), worked out once per document and then a sum per request. */
export type OperationCost = (variables: Variables) => number;

type Factor = (variables: Variables) => number;
interface Term {
  readonly own: number;
  readonly factor: Factor;
  readonly inner: readonly Term[];
  /** Rows that are read for it, whatever is selected of them. */
  readonly page: Factor;
}

const ONCE: Factor = () => 1;
const NONE: Factor = () => 0;

/**
 * Works out what an operation can cost: every object that it selects, times the rows of the lists around it. A list is as long as
 * its `first` says, or as is declared of it, or as the list of keys that it was given, or `openList` where nothing says. Scalars are free.
 * A page costs at least its rows, selected or not: they are read to tell whether more follow.
 *
 * @param document a valid document within the limits of `createLimitRules`, which bound the work of this function too.
 */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  prices: CostPrices = PRICES,
): OperationCost {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const compiler = new CostCompiler(schema, document, operation, prices);
  const terms = compiler.selections(root, operation.selectionSet, null);
  const writes = operation.operation === 'mutation' ? prices.write * terms.length : 0;
  return (variables) => Math.min(Number.MAX_SAFE_INTEGER, writes + sum(terms, variables));
}

function sum(terms: readonly Term[], variables: Variables): number {
  let total = 0;
  for (const { own, factor, inner, page } of terms)
    total += factor(variables) * (own + Math.max(page(variables), sum(inner, variables)));
  return total;
}

class CostCompiler {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly defaults: ReadonlyMap<string, ValueNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    private readonly prices: CostPrices,
  ) {
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((node) => [node.name.value, node]));
    this.defaults = new Map(
      (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, defaultValue] as const] : [],
      ),
    );
  }

  /** @param rows how many rows a page of the parent has, for the lists that a connection holds. */
  selections(parent: GraphQLNamedType, selectionSet: SelectionSetNode, rows: Factor | null): Term[] {
    return selectionSet.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return this.field(parent, node, rows);
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
      if (!fragment) return [];
      const condition = fragment.typeCondition?.name.value;
      return this.selections((condition && this.schema.getType(condition)) || parent, fragment.selectionSet, rows);
    });
  }

  private field(parent: GraphQLNamedType, node: FieldNode, rows: Factor | null): Term[] {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) return []; // __typename and introspection, whose own rule bounds them
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || !node.selectionSet) {
      return field.name === 'totalCount' ? [{ own: this.prices.count, factor: ONCE, inner: [], page: NONE }] : [];
    }
    const isList = isListType(getNullableType(field.type));
    const asked = this.asked(parent, field, node);
    const factor = isList ? (asked ?? rows ?? (() => this.prices.openList)) : ONCE;
    // A connection passes its page size on to the lists inside it, and to nothing further down.
    const inside = isList ? null : asked;
    const isPage = field.args.some(({ name }) => name === 'first');
    const inner = this.selections(type, node.selectionSet, inside);
    return [{ own: this.prices.object, factor, inner, page: (isPage ? inside : null) ?? NONE }];
  }

  /** How many rows the arguments ask for: `first`, else the declared size, else the longest list of keys; null when nothing says. */
  private asked(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, node: FieldNode): Factor | null {
    const given = new Map((node.arguments ?? []).map((argument) => [argument.name.value, argument.value]));
    const first = field.args.find(({ name }) => name === 'first');
    if (first) {
      const byDefault = typeof first.defaultValue === 'number' ? first.defaultValue : this.prices.openList;
      return (variables) => lengthOf(this.value(given.get('first'), variables), byDefault);
    }
    const declared = listSizeOf(parent.name, field.name);
    if (declared) return (variables) => declared((argument) => this.value(given.get(argument), variables));
    const lists = field.args.filter(
      (argument) => isListType(getNullableType(argument.type)) && given.has(argument.name),
    );
    if (lists.length === 0) return null;
    return (variables) =>
      Math.max(...lists.map(({ name }) => lengthOf(this.value(given.get(name), variables), this.prices.openList)));
  }

  /** What a client wrote or sent for an argument, as far as a length can depend on it. */
  private value(node: ValueNode | undefined, variables: Variables): unknown {
    switch (node?.kind) {
      case Kind.INT:
        return Number(node.value);
      case Kind.LIST:
        return node.values;
      case Kind.STRING:
      case Kind.ENUM:
        return node.value;
      case Kind.VARIABLE: {
        const name = node.name.value;
        return Object.hasOwn(variables, name) ? variables[name] : this.value(this.defaults.get(name), variables);
      }
      default:
        return undefined;
    }
  }
}

/** A number, or the length of a list. Negative and absurd numbers are refused where they are read; here they only must not make an operation cheap. */
function lengthOf(value: unknown, byDefault: number): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : byDefault;
}
