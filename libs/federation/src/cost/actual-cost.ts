import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import { PRICES } from './cost-model';

/** What an answer did cost: its objects, at the price of one each. */
export type AnswerCost = (data: unknown) => number;

/** Fields of an answer whose values are objects or lists of them, by the names that they have there. */
type Shape = Map<string, Shape>;

/**
 * Works out what has to be counted of the answers of an operation. Values of scalars are free, whatever they are made of: only what
 * has fields selected is an object.
 */
export function compileAnswerCost(document: DocumentNode, operation: OperationDefinitionNode): AnswerCost {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const shape: Shape = new Map();
  addSelections(shape, operation.selectionSet, fragments);
  return (data) => objectsBelow(data, shape) * PRICES.object;
}

function addSelections(
  shape: Shape,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const node of selections) {
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment) addSelections(shape, fragment.selectionSet, fragments);
    } else if (node.selectionSet) {
      const name = node.alias?.value ?? node.name.value;
      const inner = shape.get(name) ?? new Map<string, Shape>();
      shape.set(name, inner);
      addSelections(inner, node.selectionSet, fragments);
    }
  }
}

/** Objects below an object of an answer, or below the items of a list; itself not one of them. */
function objectsBelow(value: unknown, shape: Shape): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const [name, inner] of shape) count += objectsIn((value as Record<string, unknown>)[name], inner);
  return count;
}

function objectsIn(value: unknown, shape: Shape): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (!Array.isArray(value)) return 1 + objectsBelow(value, shape);
  let count = 0;
  for (const item of value as readonly unknown[]) count += objectsIn(item, shape);
  return count;
}
